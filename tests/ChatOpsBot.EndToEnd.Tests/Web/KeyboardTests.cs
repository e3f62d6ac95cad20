using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Everything by keys alone: nothing here is clicked.</summary>
public sealed class KeyboardTests
{
    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, true)]
    public async Task Keys_alone_complete_a_command_bring_a_sentence_back_choose_and_press(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone, dark), "keys");
        var keys = alice.Page.Keyboard;

        // A whole command: its name, its target, its option and the option's value are completed.
        await keys.TypeAsync("wh");
        await Expect(alice.Suggestions).ToContainTextAsync(["why"]);
        await ChooseAsync(alice, "why");
        await Expect(alice.Input).ToHaveValueAsync("why ");
        await keys.TypeAsync("che");
        await ChooseAsync(alice, "checkout");
        await Expect(alice.Input).ToHaveValueAsync("why checkout ");
        await keys.TypeAsync("-n sh");
        await Expect(alice.Suggestions).ToContainTextAsync(["shop"]);
        await alice.PhotographAsync("1-suggestions");
        await alice.IsSoundAsync();
        await ChooseAsync(alice, "shop");
        await Expect(alice.Input).ToHaveValueAsync("why checkout -n shop ");
        await keys.PressAsync("Escape");
        await Expect(alice.Suggestions).ToHaveCountAsync(0);
        await keys.PressAsync("Enter");
        var answer = await alice.SeesAsync("CHB521");
        await Expect(alice.Input).ToHaveValueAsync("");

        await keys.TypeAsync("whoami");
        await keys.PressAsync("Enter");
        await alice.SeesAsync("web:alice");
        await keys.PressAsync("ArrowUp");
        await Expect(alice.Input).ToHaveValueAsync("whoami");
        await keys.PressAsync("ArrowUp");
        await Expect(alice.Input).ToHaveValueAsync("why checkout -n shop");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await Expect(alice.Input).ToHaveValueAsync("");

        // Backwards from the field the newest message comes first; its buttons are reached with Tab.
        await TabToAsync(alice, answer.GetByRole(AriaRole.Button).Last, "Shift+Tab");
        await alice.PhotographAsync("2-focus");
        await keys.PressAsync("Enter");
        await alice.SeesAsync("checkout-66f66c95c6-2ptm8", "BackOff");
        await Expect(alice.Input).ToBeFocusedAsync();

        // A list to choose from.
        await keys.TypeAsync("logs gateway -n shop");
        await keys.PressAsync("Enter");
        await alice.SeesAsync("gateway");
        await keys.TypeAsync("logs e -n shop");
        await keys.PressAsync("Enter");
        var asks = locale == "en-GB" ? "pods match" : "个 pods 匹配";
        var question = await alice.SeesAsync(asks);
        await TabToAsync(alice, question.Locator("select, .buttons button").First, "Shift+Tab");
        await alice.PhotographAsync("3-choice");
        await alice.IsSoundAsync();
        if (await question.Locator("select").CountAsync() > 0)
        {
            await keys.PressAsync("ArrowDown");
            await keys.PressAsync("Tab");
        }
        await keys.PressAsync("Enter");
        await Expect(alice.Messages.Last).Not.ToContainTextAsync(asks);
        await Expect(alice.Input).ToBeFocusedAsync();
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_is_typed_while_a_sentence_is_on_its_way_stays()
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(), "keys-ahead");
        var keys = alice.Page.Keyboard;
        await keys.TypeAsync("whoami");

        await stage.Bot.StopAsync();
        await keys.PressAsync("Enter");
        await keys.TypeAsync("pods -n");
        await stage.Bot.GoOnAsync();

        await alice.SeesAsync("web:alice");
        await Expect(alice.Input).ToHaveValueAsync("pods -n");
        await keys.TypeAsync(" shop");
        await keys.PressAsync("Enter");
        await alice.SeesAsync("CrashLoopBackOff");
        Assert.Equal(["whoami", "pods -n shop"], await alice.Page.Locator(".message.person .said").AllTextContentsAsync());
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_table_is_sorted_a_link_is_followed_and_the_switches_work_by_keys()
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(), "keys-table");
        var keys = alice.Page.Keyboard;
        await keys.TypeAsync("pods -n shop");
        await keys.PressAsync("Enter");
        var pods = await alice.SeesAsync("CrashLoopBackOff");
        var header = pods.GetByRole(AriaRole.Columnheader).First;
        await TabToAsync(alice, header.GetByRole(AriaRole.Button), "Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");
        await keys.PressAsync("Enter");
        await Expect(header).ToHaveAttributeAsync("aria-sort", "descending");

        // A link to a message leads to it here and in another window.
        var link = pods.Locator("a.when");
        await TabToAsync(alice, link, "Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(pods).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("linked"));
        var other = await stage.WindowAsync((await link.GetAttributeAsync("href"))!, new Look(Dark: true), "keys-link");
        await Expect(other.Page.Locator($"#{await pods.GetAttributeAsync("id")}")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("linked"));
        await Expect(other.Page.Locator($"#{await pods.GetAttributeAsync("id")} h3")).ToBeInViewportAsync();
        await other.PhotographAsync("1-linked");

        await TabToAsync(alice, alice.Page.Locator(".switches a").First, "Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(alice.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await alice.IsLiveAsync();
        await TabToAsync(alice, alice.Page.Locator(".switches a").Nth(1), "Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(alice.Page.Locator(".shell.dark")).ToHaveCountAsync(1);
    }

    private static async Task ChooseAsync(Window window, string suggestion)
    {
        var wanted = window.Suggestions.Filter(new() { HasTextRegex = new($"^{suggestion}$") });
        await Expect(wanted).ToHaveCountAsync(1);
        await TabToAsync(window, wanted, "Tab");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Input).ToBeFocusedAsync();
    }

    // As often as it takes; a page has fewer stops than that.
    private static async Task TabToAsync(Window window, ILocator wanted, string key)
    {
        const int MostStops = 200;
        for (var stop = 0; stop < MostStops; stop++)
        {
            await window.Page.Keyboard.PressAsync(key);
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }
        Assert.Fail($"{wanted} is not reached by {key}.");
    }
}
