using ChatOpsBot.EndToEnd.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The program and a browser for a story.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Chromium _chromium;

    private Stage(WebBot bot, Chromium chromium) => (Bot, _chromium) = (bot, chromium);

    /// <summary>The program.</summary>
    public WebBot Bot { get; }

    /// <summary>The demo cluster of the program as it runs now.</summary>
    public DemoApi Cluster => new(Bot.Cluster);

    /// <summary>Starts both; skips the test where there is no browser.</summary>
    /// <param name="settings">See <see cref="WebBot.OpenAsync"/>.</param>
    public static async Task<Stage> OpenAsync(Func<Uri, string>? settings = null)
    {
        Assert.SkipUnless(Chromium.Program is not null, "There is no Chromium; CHATOPS_CHROMIUM names one.");
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
    public Task<Window> WindowAsync(string path, Look look, string name) => Window.OpenAsync(_chromium.Browser, Bot, path, look, name);

    /// <summary>A browser profile of one's own.</summary>
    public Task<IBrowserContext> BrowserAsync(Look look) => _chromium.Browser.NewContextAsync(look.Options);

    /// <summary>kill -9 and a new start, while people have begun to type: every window comes back by itself with what stands in it.</summary>
    public async Task CrashAsync(params IReadOnlyList<(Window Window, string Draft)> windows)
    {
        foreach (var (window, _) in windows) await window.MarkAsync();
        await Bot.KillAsync();
        foreach (var (window, draft) in windows)
        {
            await window.Input.FillAsync(draft);
            await Expect(window.Lost).ToBeVisibleAsync();
            await window.PhotographAsync("away");
        }
        await Bot.StartAsync();
        foreach (var (window, draft) in windows)
        {
            await window.ReturnsAsync();
            await Expect(window.Input).ToHaveValueAsync(draft);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
