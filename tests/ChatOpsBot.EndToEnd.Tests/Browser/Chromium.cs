using Microsoft.Playwright;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>Debian's Chromium, driven by Playwright, with a fresh profile.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    // The first has no window frame, which Chromium draws as pages of its own: fifty windows open four times as fast.
    private static readonly string[] Debians = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>The browser's program; null when there is none.</summary>
    public static string? Program { get; } = Debians.Prepend(Environment.GetEnvironmentVariable("CHATOPS_CHROMIUM")).FirstOrDefault(File.Exists);

    /// <summary>The browser, for windows of one's own.</summary>
    public IBrowser Browser => _browser;

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync()
    {
        // Playwright's own five seconds are too few for a machine that also runs a cluster.
        Assertions.SetDefaultExpectTimeout(Limit.OfAPage);
        var playwright = await Microsoft.Playwright.Playwright.CreateAsync().WaitAsync(Limit.OfAProgram);
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }

    /// <summary>Opens a Playground as a person of its own: another context, nothing shared.</summary>
    public async Task<PlaygroundPage> OpenAsync(Playground playground)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } });
        context.SetDefaultTimeout(Limit.OfAPage);
        var page = await context.NewPageAsync();
        await page.GotoAsync(playground.Page.AbsoluteUri);
        await page.GetByRole(AriaRole.Textbox).First.WaitForAsync();
        return new PlaygroundPage(page);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().AsTask().WaitAsync(Limit.OfAProgram);
        _playwright.Dispose();
    }
}
