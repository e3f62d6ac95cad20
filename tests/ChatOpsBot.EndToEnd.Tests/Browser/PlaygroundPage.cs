using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>A person at the Playground's page: types, reads cards, presses their buttons.</summary>
internal sealed class PlaygroundPage(IPage page)
{

    /// <summary>The page itself.</summary>
    public IPage Page => page;

    /// <summary>All cards, oldest first.</summary>
    public ILocator Cards => page.Locator(".ac-adaptiveCard");

    /// <summary>The newest card.</summary>
    public ILocator LastCard => Cards.Last;

    /// <summary>Types a message and waits for the card that answers it.</summary>
    public async Task<ILocator> SayAsync(string text)
    {
        var before = await Cards.CountAsync();
        await page.GetByRole(AriaRole.Textbox).First.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await WaitForCardsAsync(before + 1);
        return Cards.Nth(before);
    }

    /// <summary>Goes to a group chat or a channel, where the bot has greeted everybody.</summary>
    public async Task GoToAsync(string place)
    {
        await page.GetByText(place, new() { Exact = true }).ClickAsync();
        await FindAsync(Room.Welcome);
    }

    /// <summary>Mentions the bot as one does in Teams, by choosing it from the list that opens after "@", and says something to it.</summary>
    public async Task MentionAsync(string text)
    {
        await page.GetByRole(AriaRole.Textbox).First.ClickAsync();
        await page.Keyboard.TypeAsync("@");
        await page.Locator("#typeahead-menu").GetByText(Playground.BotName, new() { Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync(text);
        var post = page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true });
        if (await post.CountAsync() > 0) await post.ClickAsync();
        else await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses a button of a card.</summary>
    public static Task PressAsync(ILocator card, string button) => card.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>Presses the button whose name a pattern describes.</summary>
    public static Task PressAsync(ILocator card, Regex button) => card.GetByRole(AriaRole.Button, new() { NameRegex = button }).First.ClickAsync();

    /// <summary>Waits for so many cards.</summary>
    public Task WaitForCardsAsync(int count) => Expect(Cards).ToHaveCountAsync(count);

    /// <summary>Waits until a card says something.</summary>
    public static Task SeesAsync(ILocator card, string words) => Expect(card).ToContainTextAsync(words);

    /// <summary>Waits for a card, wherever it is, that says something. What is found stays found when its words change.</summary>
    public async Task<ILocator> FindAsync(string words)
    {
        var found = Cards.Filter(new() { HasText = words }).Last;
        if (await Task.WhenAny(found.WaitForAsync(new() { Timeout = Limit.OfAPage })) is { IsFaulted: true })
            Assert.Fail($"No card says \"{words}\" within {Limit.OfAPage / 1000} s; there are:\n{string.Join('\n', await Cards.AllTextContentsAsync())}");
        var texts = await Cards.AllTextContentsAsync();
        return Cards.Nth(texts.ToList().FindLastIndex(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A picture of the page for people, when CHATOPS_SCREENSHOTS names a folder.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CHATOPS_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
