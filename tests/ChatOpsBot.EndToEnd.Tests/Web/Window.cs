using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>A window of the page, as one persona.</summary>
internal sealed class Window(IPage page, string name)
{
    private readonly List<string> _complaints = [];

    /// <summary>The page itself.</summary>
    public IPage Page => page;

    /// <summary>Everything in the room, oldest first.</summary>
    public ILocator Messages => page.Locator(".message");

    /// <summary>What says that the connection is gone.</summary>
    public ILocator Lost => page.Locator("#components-reconnect-modal");

    /// <summary>How what one types may go on.</summary>
    public ILocator Suggestions => page.Locator("#suggestions button");

    /// <summary>Beside the chat.</summary>
    public ILocator Panel => page.Locator("aside");

    /// <summary>Where one types.</summary>
    public ILocator Input => page.Locator("#say");

    /// <summary>Opens it and waits until it is live.</summary>
    public static async Task<Window> OpenAsync(IBrowser browser, WebBot bot, string path, Look look, string name)
    {
        var context = await browser.NewContextAsync(look.Options);
        var window = await OfAsync(context, $"{name}-{look}");
        await window.Page.GotoAsync(new Uri(bot.Address, path).AbsoluteUri);
        await window.IsLiveAsync();
        return window;
    }

    /// <summary>An empty window of a browser profile.</summary>
    public static async Task<Window> OfAsync(IBrowserContext context, string name)
    {
        var window = new Window(await context.NewPageAsync(), name);
        window.Page.SetDefaultTimeout(Limit.OfAPage);
        window.Page.Console += (_, said) =>
        {
            if (said.Type == "error" && said.Text.Contains("Content Security Policy", StringComparison.Ordinal)) window._complaints.Add(said.Text);
        };
        return window;
    }

    /// <summary>Waits until the window has its connection: the cursor is put where one types.</summary>
    public Task IsLiveAsync() => Expect(Input).ToBeFocusedAsync();

    /// <summary>Remembers that this page was loaded before.</summary>
    public Task MarkAsync() => page.EvaluateAsync("document.documentElement.dataset.before = ''");

    /// <summary>Waits until the page has loaded itself anew and is live.</summary>
    public async Task ReturnsAsync()
    {
        await Expect(page.Locator("html[data-before]")).ToHaveCountAsync(0);
        await IsLiveAsync();
    }

    /// <summary>Types a sentence and sends it.</summary>
    public async Task SayAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
    }

    /// <summary>Waits for the newest message of the bot that has all of these words.</summary>
    public async Task<ILocator> SeesAsync(params string[] words)
    {
        var found = page.Locator(".message.bot");
        foreach (var word in words) found = found.Filter(new() { HasText = word });
        await Expect(found.Last).ToBeVisibleAsync();
        var id = await found.Last.GetAttributeAsync("id");
        return page.Locator($"#{id}");
    }

    /// <summary>Says something where nobody else speaks and waits for its own answer, whatever stood there before.</summary>
    public async Task<ILocator> AnswerAsync(string text, params string[] words)
    {
        var answers = page.Locator(".message.bot");
        var before = await answers.CountAsync();
        await SayAsync(text);
        foreach (var word in words) await Expect(answers.Nth(before)).ToContainTextAsync(word);
        return answers.Nth(before);
    }

    /// <summary>Opens the panel where the window is too narrow to show it always.</summary>
    public async Task OpenPanelAsync()
    {
        if (!await Panel.IsVisibleAsync()) await page.Locator(".panel-switch").ClickAsync();
        await Expect(Panel).ToBeVisibleAsync();
    }

    /// <summary>Closes it again.</summary>
    public async Task ClosePanelAsync()
    {
        if (await page.Locator(".panel-switch").IsVisibleAsync()) await page.Locator(".panel-switch").ClickAsync();
    }

    /// <summary>Presses a button of a message.</summary>
    public static Task PressAsync(ILocator message, Regex button) => message.GetByRole(AriaRole.Button, new() { NameRegex = button }).First.ClickAsync();

    /// <summary>A picture for people, beside the test's program.</summary>
    public async Task PhotographAsync(string what)
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("CHATOPS_SCREENSHOTS") is { Length: > 0 } chosen ? chosen : Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{name}-{what}.png") });
    }

    /// <summary>Nothing runs out of the window sideways, no rule of the content security policy was broken, and axe finds nothing serious.</summary>
    public async Task IsSoundAsync()
    {
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Empty(_complaints);
        if (Axe.Source is not { } axe) return;
        await page.EvaluateAsync(axe);
        var found = await page.EvaluateAsync<JsonElement>("axe.run({ resultTypes: ['violations'] })");
        var serious = found.GetProperty("violations").EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => $"{node.GetProperty("html")} {node.GetProperty("failureSummary")}"))}");
        Assert.Empty(serious);
    }
}
