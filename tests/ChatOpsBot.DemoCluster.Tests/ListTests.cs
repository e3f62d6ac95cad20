using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class ListTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_real_client_lists_the_pods_of_a_namespace()
    {
        var pods = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", cancellationToken: Token);
        Assert.Equal("PodList", pods.Kind);
        Assert.Equal("v1", pods.ApiVersion);
        Assert.NotEmpty(pods.Metadata.ResourceVersion);
        Assert.True(pods.Items.Count >= 25);
        Assert.All(pods.Items, pod => Assert.Equal("shop", pod.Metadata.NamespaceProperty));
    }

    [Fact]
    public async Task Items_of_a_list_come_in_the_order_of_their_keys_and_do_not_repeat_the_kind()
    {
        var (_, list) = await demo.GetAsync("/api/v1/pods");
        var keys = list["items"]!.AsArray().Select(p => $"{p!["metadata"]!["namespace"]}/{p["metadata"]!["name"]}").ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.All(list["items"]!.AsArray(), p => Assert.Null(p!["kind"]));
    }

    [Theory]
    [InlineData("app=web", 3)]
    [InlineData("app==web,tier=frontend", 3)]
    [InlineData("app in (web, checkout)", 4)]
    [InlineData("app in (web,checkout),tier!=frontend", 1)]
    [InlineData("app notin (web),tier=frontend", 3)]
    [InlineData("app,!tier", 2)]
    [InlineData("app=nope", 0)]
    public async Task Label_selectors_choose(string selector, int count)
    {
        var pods = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: selector, cancellationToken: Token);
        Assert.Equal(count, pods.Items.Count);
    }

    [Theory]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a===b", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("!!", "unable to parse requirement: found '!', expected: identifier")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData(",a", "found ',', expected: !, identifier, or 'end of string'")]
    [InlineData("a>x", "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [InlineData("A B", "unable to parse requirement: found 'B', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a=b=c", "found '=', expected: ',' or 'end of string'")]
    public async Task Label_selectors_that_cannot_be_read_are_refused_in_the_API_servers_words(string selector, string message)
    {
        var (code, status) = await demo.GetAsync($"/api/v1/pods?labelSelector={Uri.EscapeDataString(selector)}");
        Assert.Equal(400, code);
        Assert.Equal(message, status["message"]!.GetValue<string>());
        Assert.Equal("BadRequest", status["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Field_selectors_choose()
    {
        var onNode3 = await demo.Client.CoreV1.ListPodForAllNamespacesAsync(fieldSelector: "spec.nodeName=node3", cancellationToken: Token);
        Assert.Equal(3, onNode3.Items.Count);
        var pending = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", fieldSelector: "status.phase=Pending,spec.nodeName=", cancellationToken: Token);
        Assert.Equal(["analytics", "ranker", "search"], pending.Items.Select(p => p.Metadata.Labels["app"]));
        var named = await demo.Client.CoreV1.ListServiceForAllNamespacesAsync(fieldSelector: "metadata.name=web,metadata.namespace!=payments", cancellationToken: Token);
        Assert.Equal("shop", Assert.Single(named.Items).Metadata.NamespaceProperty);
        var schedulable = await demo.Client.CoreV1.ListNodeAsync(fieldSelector: "spec.unschedulable=false", cancellationToken: Token);
        Assert.Equal(3, schedulable.Items.Count);
    }

    [Fact]
    public async Task The_events_of_a_pod_are_found_by_its_uid()
    {
        var pod = await demo.Client.CoreV1.ReadNamespacedPodAsync(await demo.PodOfAsync("catalog"), "shop", cancellationToken: Token);
        var events = await demo.Client.CoreV1.ListNamespacedEventAsync("shop", fieldSelector: $"involvedObject.uid={pod.Metadata.Uid},type=Warning", cancellationToken: Token);
        Assert.Contains(events.Items, e => e.Reason == "Failed" && e.Message.Contains("not found", StringComparison.Ordinal));
        Assert.All(events.Items, e => Assert.Equal(pod.Metadata.Name, e.InvolvedObject.Name));
    }

    [Fact]
    public async Task The_newer_events_group_shows_the_same_events()
    {
        var core = await demo.Client.CoreV1.ListNamespacedEventAsync("shop", cancellationToken: Token);
        var newer = await demo.Client.EventsV1.ListNamespacedEventAsync("shop", fieldSelector: "metadata.namespace=shop", cancellationToken: Token);
        Assert.Equal(core.Items.Select(e => e.Message), newer.Items.Select(e => e.Note));
    }

    [Theory]
    [InlineData("/api/v1/pods?fieldSelector=foo%3Dbar", "field label not supported: foo")]
    [InlineData("/apis/apps/v1/deployments?fieldSelector=foo%3Dbar", "\"foo\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    [InlineData("/apis/batch/v1/jobs?fieldSelector=foo%3Dbar", "field label \"foo\" not supported for Job")]
    [InlineData("/api/v1/nodes?fieldSelector=metadata.namespace%3Dbar", "field label not supported: metadata.namespace")]
    [InlineData("/api/v1/pods?fieldSelector=foo", "invalid selector: 'foo'; can't understand 'foo'")]
    [InlineData("/api/v1/pods?limit=abc", "strconv.ParseInt: parsing \"abc\": invalid syntax")]
    public async Task Queries_that_the_API_server_refuses_are_refused_in_its_words(string path, string message)
    {
        var (code, status) = await demo.GetAsync(path);
        Assert.Equal(400, code);
        Assert.Equal(message, status["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Pages_put_together_are_the_list()
    {
        var whole = await demo.Client.CoreV1.ListPodForAllNamespacesAsync(cancellationToken: Token);
        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await demo.Client.CoreV1.ListPodForAllNamespacesAsync(limit: 10, continueParameter: next, cancellationToken: Token);
            names.AddRange(page.Items.Select(p => p.Metadata.Name));
            next = page.Metadata.ContinueProperty;
            Assert.Equal(whole.Items.Count - names.Count, page.Metadata.RemainingItemCount ?? 0);
        }
        while (next is not null);
        Assert.Equal(whole.Items.Select(p => p.Metadata.Name), names);
    }

    [Fact]
    public async Task With_a_selector_nobody_counts_what_remains()
    {
        var page = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=web", limit: 1, cancellationToken: Token);
        Assert.NotNull(page.Metadata.ContinueProperty);
        Assert.Null(page.Metadata.RemainingItemCount);
    }

    [Fact]
    public async Task A_namespace_that_does_not_exist_lists_nothing()
    {
        var (code, list) = await demo.GetAsync("/api/v1/namespaces/nope/pods");
        Assert.Equal(200, code);
        Assert.Empty(list["items"]!.AsArray());
    }

    [Fact]
    public async Task Every_resource_that_discovery_lists_can_be_listed()
    {
        var (_, groups) = await demo.GetAsync("/apis");
        List<string> roots = ["/api/v1", .. groups["groups"]!.AsArray().SelectMany(g => g!["versions"]!.AsArray()).Select(v => $"/apis/{v!["groupVersion"]}")];
        foreach (var root in roots)
        {
            var (_, resources) = await demo.GetAsync(root);
            foreach (var resource in resources["resources"]!.AsArray().Where(r => r!["verbs"]!.AsArray().Any(v => v!.GetValue<string>() == "list")))
            {
                var (code, list) = await demo.GetAsync($"{root}/{resource!["name"]}");
                Assert.Equal(200, code);
                Assert.Equal($"{resource["kind"]}List", list["kind"]!.GetValue<string>());
            }
        }
    }
}
