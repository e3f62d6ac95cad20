using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>A walk through the tree that one person begins and another ends.</summary>
public sealed partial class HandOverStoryTests
{
    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.OtherFour), MemberType = typeof(Look))]
    public async Task A_walk_is_handed_over_to_another_person_and_goes_on_after_a_restart(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/room/on-call?as=alice", look, "walk-alice");
        await alice.SayAsync("walk web -n shop");
        await alice.SeesAsync("1 · ", "port-forward");
        await alice.PhotographAsync("1-walk");
        await alice.IsSoundAsync();
        var bob = await stage.WindowAsync("/room/on-call?as=bob", look, "walk-bob");
        await bob.SeesAsync("1 · ", "port-forward");

        await stage.CrashAsync((alice, "off to bed"), (bob, "walks"));
        var card = await bob.SeesAsync("1 · ", "port-forward");
        await Window.PressAsync(card, No());
        await Expect(card).ToContainTextAsync("I3 › ");
        await Expect(card).ToContainTextAsync("Bob (approver)");
        await bob.PhotographAsync("2-walk");
        await bob.IsSoundAsync();
        // Whoever handed it over sees it move, in the chat and in the picture beside it.
        await alice.SeesAsync("1 · ", "I3 › ", "Bob (approver)");
        await alice.OpenPanelAsync();
        await Expect(alice.Panel.Locator(".exhibit img").First).ToHaveAttributeAsync("alt", MovedOn());
        await alice.PhotographAsync("3-path");
        await alice.IsSoundAsync();
    }

    [GeneratedRegex("^(No|否)$")]
    private static partial Regex No();

    [GeneratedRegex("I3 › ")]
    private static partial Regex MovedOn();
}
