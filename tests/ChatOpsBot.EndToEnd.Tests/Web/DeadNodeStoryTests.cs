using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>A pod of a dead node is taken away by force: asked by one person, approved by another in another window.</summary>
public sealed partial class DeadNodeStoryTests
{
    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.Four), MemberType = typeof(Look))]
    public async Task A_forced_deletion_asked_in_one_window_is_approved_in_another_and_both_see_its_end(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/room/on-call?as=alice", look, "node-alice");
        var bob = await stage.WindowAsync("/chat?as=bob", look, "node-bob");
        await alice.SayAsync("why payments-db-0 -n shop");
        await alice.SeesAsync("node3");
        await alice.PhotographAsync("1-why");
        await alice.SayAsync("delete pod payments-db-0 -n shop --force");
        var asked = await alice.SeesAsync("payments-db-0", "StatefulSet", "UID");
        await alice.PhotographAsync("2-asked");
        await alice.IsSoundAsync();
        // The dangerous button stands last and nothing put the cursor on it.
        await Expect(asked.GetByRole(AriaRole.Button).Last).ToHaveClassAsync(DangerousClass());
        await Expect(alice.Input).ToBeFocusedAsync();
        await Window.PressAsync(asked, Approve());
        await alice.SeesAsync("Bob (approver)");

        var shown = await bob.SeesAsync("payments-db-0", "StatefulSet", "UID");
        await bob.PhotographAsync("3-approver");
        await bob.IsSoundAsync();
        await bob.OpenPanelAsync();
        await Expect(bob.Panel.Locator(".card")).ToHaveCountAsync(1);
        await bob.PhotographAsync("4-waiting");
        await bob.IsSoundAsync();
        await bob.ClosePanelAsync();

        await stage.CrashAsync((alice, "requests"), (bob, "approve 1 power is off"));
        await Window.PressAsync(shown, Approve());
        await alice.SeesAsync("API server", "payments-db-0", "✓");
        await bob.SeesAsync("API server", "payments-db-0", "✓");
        await alice.PhotographAsync("5-done");
        await bob.PhotographAsync("5-done");
        await alice.IsSoundAsync();
        await bob.OpenPanelAsync();
        await Expect(bob.Panel.Locator(".card")).ToHaveCountAsync(0);
        await bob.Panel.Locator(".buttons button").First.ClickAsync();
        await Expect(bob.Panel.Locator("[aria-live] .reply")).ToBeVisibleAsync();
        await bob.PhotographAsync("6-audit");
        await bob.IsSoundAsync();
    }

    [GeneratedRegex("approve|Approve|批准")]
    private static partial Regex Approve();

    [GeneratedRegex("dangerous")]
    private static partial Regex DangerousClass();
}
