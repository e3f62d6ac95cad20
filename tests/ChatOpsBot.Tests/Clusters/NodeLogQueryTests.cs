using ChatOpsBot.Core.Clusters;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Clusters;

/// <summary>The answers are those of the kubelet's source (https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/kubelet_server_journal.go,
/// …/pkg/kubelet/kubelet.go and …/pkg/kubelet/server/server.go); a real 1.34.4 without a journal was seen to give "options present …".</summary>
public sealed class NodeLogQueryTests
{
    private const string Uid = "05af1780-f8c3-4e72-92e2-d87b1c68b8f1";
    private const string Journal = """
        Nov 29 11:48:00.000100 node1 kubelet[311]: E1129 11:48:00.000100     311 pod_workers.go:1301] "Error syncing pod, skipping" err="other" podUID="other"
        Nov 29 11:49:00.000100 node1 kubelet[311]: E1129 11:49:00.000100     311 pod_workers.go:1301] "Error syncing pod, skipping" err="no space left" pod="shop/web-1" podUID="05af1780-f8c3-4e72-92e2-d87b1c68b8f1"

        """;

    [Fact]
    public async Task A_journal_is_asked_for_the_pods_lines_alone()
    {
        await using var server = await StubApiServer.StartAsync(context => TextAsync(context, Journal));
        var lines = Assert.IsType<NodeLog.Lines>(await ReadAsync(server));
        Assert.Equal(["""E1129 11:49:00.000100     311 pod_workers.go:1301] "Error syncing pod, skipping" err="no space left" pod="shop/web-1" podUID="05af1780-f8c3-4e72-92e2-d87b1c68b8f1" """.TrimEnd()], lines.Matching);
        var asked = Assert.Single(server.Requests);
        Assert.Equal("/api/v1/nodes/node1/proxy/logs/", asked.Path);
        Assert.Matches($@"^\?query=kubelet&tailLines=5000&sinceTime=[0-9TZ%A-]+&pattern={Uid}%7Cshop%2Fweb-1$", asked.Query);
    }

    [Fact]
    public async Task A_log_that_is_a_file_is_read_without_options()
    {
        await using var server = await StubApiServer.StartAsync(context => TextAsync(context, context.Request.Query.ContainsKey("tailLines")
            ? "\noptions present and query resolved to log files for [kubelet]\ntry without specifying options\n"
            : "I1129 11:00:00.0 1 a.go:1] fine\nE1129 11:49:00.0 1 b.go:2] \"failed\" pod=\"shop/web-1\"\n"));
        Assert.Equal(["E1129 11:49:00.0 1 b.go:2] \"failed\" pod=\"shop/web-1\""], Assert.IsType<NodeLog.Lines>(await ReadAsync(server)).Matching);
    }

    [Theory]
    [InlineData(200, "text/plain", "\nlog not found for kubelet\n")]
    [InlineData(200, "text/plain", "\nerror: journal output not available\n")]
    [InlineData(200, "text/html", "<pre><a href=\"syslog\">syslog</a></pre>")]
    [InlineData(404, "text/plain", "404 page not found")]
    [InlineData(405, "text/plain", "logs endpoint is disabled.")]
    [InlineData(400, "text/plain", "query: Invalid value")]
    [InlineData(406, "text/plain", "path not allowed in query mode")]
    public async Task A_kubelet_that_does_not_hand_out_its_log_is_told_apart_from_one_that_says_nothing(int status, string type, string body)
    {
        await using var server = await StubApiServer.StartAsync(context => TextAsync(context, body, status, type));
        Assert.IsType<NodeLog.NotServed>(await ReadAsync(server));
    }

    [Fact]
    public async Task A_journal_without_such_lines_has_none()
    {
        await using var server = await StubApiServer.StartAsync(context => TextAsync(context, "-- No entries --\n"));
        Assert.Empty(Assert.IsType<NodeLog.Lines>(await ReadAsync(server)).Matching);
    }

    [Fact]
    public async Task The_right_that_is_missing_is_named()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 403, "Forbidden", "no"));
        var forbidden = Assert.IsType<ClusterFailure.Forbidden>(Assert.IsType<NodeLog.Unread>(await ReadAsync(server)).Failure);
        Assert.Equal(("get", ResourceKinds.Node, "node1", "proxy"), (forbidden.Verb, forbidden.Kind, forbidden.Name, forbidden.Subresource));
    }

    [Fact]
    public async Task Nothing_is_asked_unless_the_settings_allow_it()
    {
        await using var server = await StubApiServer.StartAsync(context => TextAsync(context, Journal));
        using var cluster = new TestCluster(server.Address);
        Assert.IsType<NodeLog.Off>(await cluster.Reader.ReadKubeletLogAsync("node1", [Uid], TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    private static async Task<NodeLog> ReadAsync(StubApiServer server)
    {
        using var cluster = new TestCluster(server.Address, allowed: new(NodeLogs: true));
        return await cluster.Reader.ReadKubeletLogAsync("node1", [Uid, "shop/web-1"], TestContext.Current.CancellationToken);
    }

    private static Task TextAsync(HttpContext context, string text, int status = 200, string type = "text/plain")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
