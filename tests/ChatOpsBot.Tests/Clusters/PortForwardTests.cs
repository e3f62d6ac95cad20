using System.Net.WebSockets;
using System.Text;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.DemoCluster;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters;

public sealed class PortForwardTests
{
    private static readonly PodPort Port = new("shop", "web-1", 8080);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_of_the_demo_cluster_answers_and_a_port_without_one_is_refused()
    {
        await using var demo = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions(), Stop);
        using var cluster = new TestCluster(demo.Address, allowed: new(PortForward: true));
        var pod = (await cluster.Reader.ListAsync<Pod>(new("shop", "app=web"), Stop)).Value[0].Metadata.Name;

        Assert.Equal(new PortAnswer.Http("HTTP/1.1 200 OK", 200), await cluster.Reader.TryPortAsync(new("shop", pod, 8080), Stop));
        Assert.Equal(new PortAnswer.Http("HTTP/1.1 404 Not Found", 404), await cluster.Reader.TryPortAsync(new("shop", pod, 8080, "shop.example", "/nope"), Stop));
        Assert.IsType<PortAnswer.Refused>(await cluster.Reader.TryPortAsync(new("shop", pod, 9999), Stop));
        Assert.IsType<ClusterFailure.NotFound>(Assert.IsType<PortAnswer.Failed>(await cluster.Reader.TryPortAsync(Port, Stop)).Failure);
    }

    [Fact]
    public async Task Nothing_is_tried_where_the_settings_do_not_permit_it()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 500, "InternalError", "never asked"));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<PortAnswer.NotPermitted>(await cluster.Reader.TryPortAsync(Port, Stop));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Whoever_may_not_forward_ports_is_told_which_right_is_missing()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 403, "Forbidden", "pods is forbidden"));
        using var cluster = new TestCluster(server.Address, allowed: new(PortForward: true));

        var failure = Assert.IsType<PortAnswer.Failed>(await cluster.Reader.TryPortAsync(Port, Stop)).Failure;

        var forbidden = Assert.IsType<ClusterFailure.Forbidden>(failure);
        Assert.Equal(("get", "pods", "portforward", "shop"), (forbidden.Verb, forbidden.Kind.Plural, forbidden.Subresource, forbidden.Namespace));
        Assert.Equal("?ports=8080", Assert.Single(server.Requests).Query);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nX: y\r\n\r\npassword=hunter2", "Http { Reached = True, StatusLine = HTTP/1.1 500 Internal Server Error, Status = 500 }")]
    [InlineData("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", "Tls { Reached = True }")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>", "Tls { Reached = True }")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\nno host", "Http { Reached = True, StatusLine = HTTP/1.1 400 Bad Request, Status = 400 }")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0016", "Tls { Reached = True }")]
    [InlineData("-ERR wrong number of arguments\r\n", "Spoke { Reached = True }")]
    [InlineData("", "Closed { Reached = True }")]
    public async Task What_an_app_answers_is_told_by_its_first_line(string answer, string expected)
    {
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            using var socket = await OpenAsync(context);
            // In two pieces, as it may come.
            foreach (var piece in answer.Chunk(Math.Max(1, answer.Length / 2))) await SendAsync(socket, 0, Encoding.Latin1.GetBytes(piece));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        using var cluster = new TestCluster(server.Address, allowed: new(PortForward: true));

        Assert.Equal(expected, (await cluster.Reader.TryPortAsync(Port, Stop)).ToString());
    }

    [Fact]
    public async Task What_the_kubelet_cannot_forward_is_told_in_its_words()
    {
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            using var socket = await OpenAsync(context);
            await SendAsync(socket, 1, "error forwarding port 8080 to pod x: sandbox is not running"u8.ToArray());
        });
        using var cluster = new TestCluster(server.Address, allowed: new(PortForward: true));

        Assert.Equal(new PortAnswer.NotForwarded("error forwarding port 8080 to pod x: sandbox is not running"), await cluster.Reader.TryPortAsync(Port, Stop));
    }

    [Fact]
    public async Task An_app_that_says_nothing_is_waited_for_three_seconds()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            using var socket = await OpenAsync(context);
            asked.SetResult();
            await socket.ReceiveAsync(new byte[1], context.RequestAborted);
        });
        var clock = new FakeTimeProvider();
        using var cluster = new TestCluster(server.Address, clock, allowed: new(PortForward: true));

        var answer = cluster.Reader.TryPortAsync(Port, Stop);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(new PortAnswer.Silent(TimeSpan.FromSeconds(3)), await answer);
    }

    // As the kubelet opens it: each channel says the port's number, and the request is read.
    private static async Task<WebSocket> OpenAsync(HttpContext context)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync("v4.channel.k8s.io");
        await SendAsync(socket, 0, [0x90, 0x1F]);
        await SendAsync(socket, 1, [0x90, 0x1F]);
        var buffer = new byte[4096];
        var request = await socket.ReceiveAsync(buffer, context.RequestAborted);
        Assert.StartsWith("\0GET / HTTP/1.1\r\nHost: localhost\r\n", Encoding.ASCII.GetString(buffer, 0, request.Count), StringComparison.Ordinal);
        return socket;
    }

    private static Task SendAsync(WebSocket socket, byte channel, byte[] bytes) =>
        socket.SendAsync((byte[])[channel, .. bytes], WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);
}
