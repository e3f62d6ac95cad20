using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Where a link leads, and where the list stands after Enter.</summary>
public sealed partial class LinkTests
{
    // A window that is opened shows fifty messages.
    private const int Sentences = 30;

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", true, true)]
    [InlineData("zh-CN", false, false)]
    public async Task A_link_to_an_old_message_brings_its_history_and_a_sentence_leads_back_to_its_answer(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/room/changes?as=alice", look, "link-alice");
        await alice.SayAsync("explain oomkilled");
        var first = await alice.SeesAsync("137");
        var link = (await first.Locator("a.when").GetAttributeAsync("href"))!;
        for (var n = 0; n < Sentences; n++) await alice.SayAsync("whoami");
        // Each was answered; before them the room's welcome, and the word with its answer.
        await Expect(alice.Messages).ToHaveCountAsync(Sentences * 2 + 3);
        await alice.SayAsync("explain 143");
        await alice.SeesAsync("SIGTERM");

        var bob = await stage.WindowAsync(link, look, "link-bob");
        var there = bob.Page.Locator($"#{link.Split('#')[1]}");
        await Expect(there).ToHaveClassAsync(Linked());
        await Expect(there.Locator("h3")).ToBeInViewportAsync();
        await bob.PhotographAsync("1-linked");
        await bob.SayAsync("explain 139");
        var answer = await bob.SeesAsync("SIGSEGV");
        await Expect(answer.Locator("h3")).ToBeInViewportAsync();
        await bob.PhotographAsync("2-answer");
        await bob.IsSoundAsync();
    }

    [GeneratedRegex("linked")]
    private static partial Regex Linked();
}
