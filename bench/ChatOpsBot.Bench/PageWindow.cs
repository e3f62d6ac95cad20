using System.Globalization;
using Microsoft.Playwright;

namespace ChatOpsBot.Bench;

/// <summary>A window of the page in Debian's Chromium, with a clock inside: from the key that sends to the frame that shows the answer.</summary>
internal sealed class PageWindow(IPage page)
{
    private const float Patience = 60_000;

    // What is waited for stands in an attribute: the page's content security policy lets no condition be evaluated in it.
    // Two frames: what was put into the page is painted by the first and on the screen by the second.
    private const string Clock = """
        () => {
          const newest = () => Math.max(0, ...[...document.querySelectorAll('.message.bot')].map(message => Number(message.id.slice(1))));
          let before, pressed;
          document.getElementById('say').addEventListener('keydown', event => {
            if (event.key === 'Enter') { before = newest(); pressed = performance.now(); delete document.documentElement.dataset.took; }
          }, true);
          new MutationObserver(() => {
            if (pressed === undefined || newest() === before) return;
            const from = pressed;
            pressed = undefined;
            requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.took = performance.now() - from; }));
          }).observe(document.querySelector('main'), { childList: true, subtree: true });
        }
        """;

    /// <summary>Opens a window with a profile of its own and waits until it is live.</summary>
    public static async Task<PageWindow> OpenAsync(IBrowser browser, Uri address)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        await page.Locator("#say:focus").WaitForAsync();
        await page.EvaluateAsync(Clock);
        return new PageWindow(page);
    }

    /// <summary>Types a sentence, sends it and waits for the answer to be on the screen.</summary>
    public async Task<TimeSpan> AskAsync(string text)
    {
        await page.Locator("#say").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        var took = await page.Locator("html[data-took]").GetAttributeAsync("data-took");
        return TimeSpan.FromMilliseconds(double.Parse(took!, CultureInfo.InvariantCulture));
    }
}
