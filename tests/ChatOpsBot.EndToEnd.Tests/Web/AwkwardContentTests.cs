using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>What a designer forgets: very much, very long, and nothing at all.</summary>
public sealed class AwkwardContentTests
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.OtherFour), MemberType = typeof(Look))]
    public async Task Five_hundred_rows_long_lines_long_names_and_markup_stay_in_their_place(string locale, bool phone, bool dark)
    {
        var longest = new string('n', 253);
        var line = new string('x', 10 * 1024);
        await using var stage = await Stage.OpenAsync();
        await stage.Cluster.CreateAsync("/api/v1/namespaces", new { apiVersion = "v1", kind = "Namespace", metadata = new { name = "crowd" } });
        // First, because many need every place that the nodes have.
        await stage.Cluster.CreateAsync("/api/v1/namespaces/payments/pods", Pod(longest, $"echo starting; echo {line}; echo 'FATAL: {Markup}'; exit 1"));
        await stage.Cluster.UntilPodAsync("payments", DemoApi.Waits("nnn", "CrashLoopBackOff"));
        for (var n = 0; n < 500; n++) await stage.Cluster.CreateAsync("/api/v1/namespaces/crowd/pods", Pod(string.Create(CultureInfo.InvariantCulture, $"one-of-many-{n}"), "sleep 3600"));
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone, dark), "awkward");

        await alice.SayAsync("pods -n crowd");
        var many = await alice.SeesAsync("500");
        await Expect(many.Locator("tbody tr")).ToHaveCountAsync(12);
        await Expect(many.Locator("h3")).ToBeInViewportAsync();
        await alice.PhotographAsync("1-first-rows");
        await alice.IsSoundAsync();
        await many.Locator(".more button").ClickAsync();
        await Expect(many.Locator("tbody tr")).ToHaveCountAsync(500);
        await alice.PhotographAsync("2-all-rows");
        await alice.IsSoundAsync();
        var download = await alice.Page.RunAndWaitForDownloadAsync(() => many.Locator(".more a").ClickAsync());
        Assert.Equal(501, (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Count(text => text.Trim().Length > 0));

        await alice.SayAsync($"why pod {longest} -n payments");
        await alice.SeesAsync("CHB521", Markup, longest);
        await alice.PhotographAsync("3-long-name");
        await alice.IsSoundAsync();
        await alice.AnswerAsync($"logs {longest} -n payments", "starting", Markup);
        await alice.PhotographAsync("4-long-line");
        await alice.IsSoundAsync();
        await alice.AnswerAsync(Markup, "<img");
        await alice.PhotographAsync("5-markup");
        await Expect(alice.Page.Locator("main img, main script")).ToHaveCountAsync(0);
        await alice.OpenPanelAsync();
        await Expect(alice.Panel.Locator(".exhibit img")).ToBeVisibleAsync();
        await alice.PhotographAsync("6-anatomy");
        await alice.IsSoundAsync();
    }

    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.Four), MemberType = typeof(Look))]
    public async Task Where_there_is_nothing_the_page_says_so(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        await stage.Cluster.CreateAsync("/api/v1/namespaces", new { apiVersion = "v1", kind = "Namespace", metadata = new { name = "desert" } });
        var carol = await stage.WindowAsync("/chat?as=carol", new Look(locale, phone, dark), "nothing");
        foreach (var (said, seen) in new[] { ("pods -n desert", "desert"), ("why -n desert", "desert"), ("events -n desert", "desert"), ("pods -n nowhere", "nowhere"), ("requests", ""), ("walks", ""), ("audit", ""), ("delete pod web -n shop", ""), ("explain crashloopbackoff", "CHB521"), ("explain pod.spec.restartPolicy", "restartPolicy") })
        {
            var before = await carol.Messages.CountAsync();
            await carol.SayAsync(said);
            await Expect(carol.Messages).ToHaveCountAsync(before + 2);
            await Expect(carol.Messages.Last).ToContainTextAsync(seen);
            await carol.PhotographAsync($"1-{said.Split(' ')[0]}{(said.Contains("nowhere", StringComparison.Ordinal) ? "-nowhere" : "")}");
            await carol.IsSoundAsync();
        }
        await carol.OpenPanelAsync();
        await Expect(carol.Panel.Locator(".empty")).ToHaveCountAsync(2);
        await carol.PhotographAsync("2-panel");
        await carol.Page.GotoAsync(new Uri(stage.Bot.Address, "/room/no-such-room?as=carol").AbsoluteUri);
        await Expect(carol.Page.Locator("main .empty")).ToBeVisibleAsync();
        await carol.PhotographAsync("3-no-room");
        await carol.IsSoundAsync();
    }

    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.Four), MemberType = typeof(Look))]
    public async Task Yaml_is_folded_and_copied(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone, dark), "yaml");
        await alice.SayAsync("yaml pod payments-db-0 -n shop");
        var yaml = await alice.SeesAsync("apiVersion");
        var status = yaml.Locator("details").Last;
        await status.Locator("summary").ClickAsync();
        await alice.PhotographAsync("1-folded");
        await alice.IsSoundAsync();
        var copy = yaml.Locator(".tools button");
        await copy.ClickAsync();
        await Expect(copy).ToHaveTextAsync(locale == "en-GB" ? "Copied" : "已复制");
        Assert.StartsWith("apiVersion: v1", await alice.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await alice.SayAsync("pod payments-db-0 -n shop");
        await alice.SeesAsync("MOUNTED", "data-payments-db-0");
        await alice.PhotographAsync("2-pod");
        await alice.IsSoundAsync();
        await alice.SayAsync("help");
        await alice.SeesAsync("daemonsets", "whoami");
        await alice.PhotographAsync("3-help");
        await alice.IsSoundAsync();
        await alice.SayAsync("why -n shop");
        await alice.SeesAsync("CHB901");
        await alice.PhotographAsync("4-sweep");
        await alice.IsSoundAsync();
        await alice.SayAsync("walk catalog -n shop");
        await alice.SeesAsync("P11");
        await alice.OpenPanelAsync();
        await Expect(alice.Panel.Locator(".exhibit img")).ToHaveCountAsync(2);
        await alice.PhotographAsync("5-pictures");
        await alice.IsSoundAsync();
    }

    private static object Pod(string name, string script) => new
    {
        apiVersion = "v1",
        kind = "Pod",
        metadata = new { name },
        spec = new { containers = new[] { new { name = "app", image = "registry.shop.example:5000/demo/busybox:1.35", command = new[] { "sh", "-c", script } } } },
    };
}
