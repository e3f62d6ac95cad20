using ChatOpsBot.EndToEnd.Tests.Browser;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The program and a browser for a story.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Chromium _chromium;

    private Stage(WebBot bot, Chromium chromium) => (Bot, _chromium) = (bot, chromium);

    /// <summary>The program.</summary>
    public WebBot Bot { get; }

    /// <summary>Starts both.</summary>
    public static async Task<Stage> OpenAsync()
    {
        var bot = await WebBot.OpenAsync();
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
