using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>From the first visit to the line of the log that says why a program crashes.</summary>
public sealed class CrashLoopStoryTests
{
    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.Four), MemberType = typeof(Look))]
    public async Task A_crash_loop_is_found_and_explained(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/", new Look(locale, phone, dark), "crash");
        var welcome = await alice.SeesAsync("kubectl");
        Assert.Equal(3, await welcome.GetByRole(AriaRole.Button).CountAsync());
        await alice.OpenPanelAsync();
        await Expect(alice.Panel.Locator(".empty")).ToHaveCountAsync(2);
        await alice.PhotographAsync("1-welcome");
        await alice.IsSoundAsync();
        await alice.ClosePanelAsync();

        await alice.SayAsync("pods -n shop --bad");
        await alice.SeesAsync("CrashLoopBackOff", "payments-db-0");
        await alice.PhotographAsync("2-pods");
        await alice.IsSoundAsync();

        await stage.CrashAsync((alice, "why checkout -n shop"));
        await alice.Input.PressAsync("Enter");
        var why = await alice.SeesAsync("CHB521", "exitCode");
        await Expect(why.Locator("h3")).ToBeInViewportAsync();
        await alice.PhotographAsync("3-why");
        await alice.IsSoundAsync();

        // Of the run before: the present one may just have begun, and not have said it yet.
        var log = await alice.AnswerAsync("logs checkout -n shop -p", "cannot reach database");
        await Expect(log.Locator("h3")).ToBeInViewportAsync();
        await Expect(log.Locator("mark").First).ToContainTextAsync("FATAL");
        await alice.PhotographAsync("4-logs");
        await alice.IsSoundAsync();

        // The pod's anatomy is drawn beside the chat.
        await alice.OpenPanelAsync();
        await Expect(alice.Panel.Locator(".exhibit img")).ToHaveAttributeAsync("alt", new System.Text.RegularExpressions.Regex("checkout"));
        await alice.PhotographAsync("5-anatomy");
        await alice.IsSoundAsync();
    }
}
