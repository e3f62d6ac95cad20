using ChatOpsBot.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The program and a browser for a story.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Chromium _chromium;

    private Stage(WebBot bot, Chromium chromium) => (Bot, _chromium) = (bot, chromium);

    /// <summary>The program.</summary>
    public WebBot Bot { get; }

    /// <summary>Starts both.</summary>
    /// <param name="settings">See <see cref="WebBot.OpenAsync"/>.</param>
    public static async Task<Stage> OpenAsync(Func<Uri, string>? settings = null)
    {
        var bot = await WebBot.OpenAsync(settings);
        try
        {
            return new Stage(bot, await Chromium.StartAsync());
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a window: another browser profile, nothing shared.</summary>
    public Task<Window> WindowAsync(string path, Look look) => Window.OpenAsync(_chromium.Browser, Bot, path, look);

    /// <summary>A browser profile of one's own.</summary>
    public Task<IBrowserContext> BrowserAsync(Look look) => _chromium.Browser.NewContextAsync(look.Options);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
