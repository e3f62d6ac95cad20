using System.Text.RegularExpressions;
using ChatOpsBot.EndToEnd.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The stories of the page in Chromium, on the demo cluster, each with a kill -9 in its middle.</summary>
public sealed partial class WebStoryTests
{
    public static TheoryData<string, bool, bool> Looks => new()
    {
        { "en-GB", false, false },
        { "en-GB", true, true },
        { "zh-CN", false, true },
        { "zh-CN", true, false },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_crash_loop_is_found_and_explained(string locale, bool phone, bool dark)
    {
        await using var stage = await OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/", look);
        var welcome = await alice.SeesAsync("kubectl");
        Assert.Equal(3, await welcome.GetByRole(AriaRole.Button).CountAsync());
        await alice.PhotographAsync("1-welcome");
        await alice.IsSoundAsync();

        await alice.SayAsync("pods -n shop --bad");
        await alice.SeesAsync("CrashLoopBackOff", "payments-db-0");
        await alice.PhotographAsync("2-pods");
        await alice.IsSoundAsync();

        await alice.MarkAsync();
        await stage.Bot.KillAsync();
        await alice.Input.FillAsync("why checkout -n shop");
        await Expect(alice.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await alice.PhotographAsync("3-away");
        await stage.Bot.StartAsync();
        await alice.ReturnsAsync();
        await Expect(alice.Input).ToHaveValueAsync("why checkout -n shop");
        await alice.Input.PressAsync("Enter");
        await alice.SeesAsync("CHB521", "exitCode");
        await alice.PhotographAsync("4-why");
        await alice.IsSoundAsync();

        await alice.SayAsync("logs checkout -n shop");
        var log = await alice.SeesAsync("cannot reach database");
        await Expect(log.Locator("mark").First).ToContainTextAsync("FATAL");
        await alice.PhotographAsync("5-logs");
        await alice.SayAsync("yaml pod payments-db-0 -n shop");
        await alice.SeesAsync("spec:");
        await alice.PhotographAsync("6-yaml");
        await alice.SayAsync("pod payments-db-0 -n shop");
        await alice.PhotographAsync("7-pod");
        await alice.SayAsync("help");
        await alice.SayAsync("pods -n nowhere");
        await alice.PhotographAsync("8-more");
        await alice.IsSoundAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_forced_deletion_asked_in_one_window_is_approved_in_another_and_both_see_its_end(string locale, bool phone, bool dark)
    {
        await using var stage = await OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/room/on-call?as=alice", look);
        var bob = await stage.WindowAsync("/chat?as=bob", look);
        await alice.SayAsync("delete pod payments-db-0 -n shop --force");
        var asked = await alice.SeesAsync("payments-db-0", "StatefulSet", "UID");
        await alice.PhotographAsync("1-asked");
        await alice.IsSoundAsync();
        // The dangerous button stands last and nothing put the cursor on it.
        await Expect(asked.GetByRole(AriaRole.Button).Last).ToHaveClassAsync(DangerousClass());
        await Expect(alice.Input).ToBeFocusedAsync();
        await Window.PressAsync(asked, Approve());
        await alice.SeesAsync("Bob (approver)");

        var shown = await bob.SeesAsync("payments-db-0", "StatefulSet", "UID");
        await bob.PhotographAsync("2-approver");
        await bob.IsSoundAsync();
        await alice.MarkAsync();
        await bob.MarkAsync();
        await stage.Bot.KillAsync();
        await stage.Bot.StartAsync();
        await alice.ReturnsAsync();
        await bob.ReturnsAsync();
        await Window.PressAsync(shown, Approve());
        await alice.SeesAsync("API server", "payments-db-0", "✓");
        await bob.SeesAsync("API server", "payments-db-0", "✓");
        await alice.PhotographAsync("3-done");
        await bob.PhotographAsync("3-done");
        await alice.IsSoundAsync();
    }

    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("zh-CN", true)]
    public async Task A_walk_is_handed_over_to_another_person_and_goes_on_after_a_restart(string locale, bool phone)
    {
        await using var stage = await OpenAsync();
        var look = new Look(locale, phone);
        var alice = await stage.WindowAsync("/room/on-call?as=alice", look);
        await alice.SayAsync("walk web -n shop");
        await alice.SeesAsync("1 · ", "port-forward");
        await alice.PhotographAsync("1-walk");
        await alice.IsSoundAsync();
        await stage.Bot.KillAsync();
        await stage.Bot.StartAsync();
        var bob = await stage.WindowAsync("/room/on-call?as=bob", look);
        var card = await bob.SeesAsync("1 · ", "port-forward");
        await Window.PressAsync(card, No());
        await Expect(card).ToContainTextAsync("P20 › ");
        await Expect(card).ToContainTextAsync("Bob (approver)");
        await bob.PhotographAsync("2-walk");
        await bob.IsSoundAsync();
    }

    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("zh-CN", true)]
    public async Task A_pasted_definition_keeps_its_lines_and_is_checked(string locale, bool phone)
    {
        const string Pod = "check -n shop\napiVersion: v1\nkind: Pod\nmetadata:\n  name: newcomer\nspec:\n  containers:\n  - name: app\n    image: nginx\n    envFrom:\n    - configMapRef:\n        name: nowhere";
        await using var stage = await OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone));
        await alice.Page.Keyboard.InsertTextAsync(Pod);
        await Expect(alice.Input).ToHaveValueAsync(Pod);
        await alice.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(alice.Input).ToHaveValueAsync(Pod + "\n");
        await alice.PhotographAsync("1-definition");
        await alice.IsSoundAsync();
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.SeesAsync("CHB501", "nowhere", "CHB951");
        await Expect(alice.Input).ToHaveValueAsync("");
        await alice.PhotographAsync("2-findings");
        await alice.IsSoundAsync();
    }

    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("zh-CN", true)]
    public async Task Keys_alone_complete_a_name_bring_a_sentence_back_and_press_a_button(string locale, bool phone)
    {
        await using var stage = await OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone));
        var keys = alice.Page.Keyboard;
        await keys.TypeAsync("why che", new() { Delay = 20 });
        await Expect(alice.Page.Locator("#suggestions button").First).ToHaveTextAsync("checkout");
        await alice.PhotographAsync("1-suggestions");
        await alice.IsSoundAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(alice.Input).ToHaveValueAsync("why checkout ");
        await Expect(alice.Input).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        var answer = await alice.SeesAsync("CHB521");
        await Expect(alice.Input).ToHaveValueAsync("");
        await keys.PressAsync("ArrowUp");
        await Expect(alice.Input).ToHaveValueAsync("why checkout");
        await keys.PressAsync("ArrowDown");
        await Expect(alice.Input).ToHaveValueAsync("");

        await answer.GetByRole(AriaRole.Button).Last.FocusAsync();
        await keys.PressAsync("Enter");
        await alice.SeesAsync("checkout-66f66c95c6-2ptm8", "BackOff");
        await Expect(alice.Input).ToBeFocusedAsync();

        // A link to a message leads to it in another window.
        var other = await stage.WindowAsync((await answer.Locator("a.when").GetAttributeAsync("href"))!, new Look(locale, phone));
        await Expect(other.Page.Locator($"#{await answer.GetAttributeAsync("id")}")).ToBeInViewportAsync();
        if (phone) await other.Page.Locator(".panel-switch").ClickAsync();
        await other.Page.Locator("aside .buttons button").First.ClickAsync();
        await Expect(other.Page.Locator("aside .reply")).ToBeVisibleAsync();
        await other.PhotographAsync("2-panel");
        await other.IsSoundAsync();
    }

    private static async Task<Stage> OpenAsync()
    {
        Assert.SkipUnless(Chromium.Program is not null, "There is no Chromium; CHATOPS_CHROMIUM names one.");
        return await Stage.OpenAsync();
    }

    [GeneratedRegex("approve|Approve|批准")]
    private static partial Regex Approve();

    [GeneratedRegex("^(No|否)$")]
    private static partial Regex No();

    [GeneratedRegex("dangerous")]
    private static partial Regex DangerousClass();
}
