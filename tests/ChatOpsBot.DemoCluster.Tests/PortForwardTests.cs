using System.Text;
using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>port-forward, through the real client.</summary>
public sealed class PortForwardTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "HTTP/1.1 200 OK")]
    [InlineData("/nope", "HTTP/1.1 404 Not Found")]
    public async Task A_port_that_a_container_serves_answers(string path, string line)
    {
        var (answer, error) = await ForwardAsync(await demo.PodOfAsync("web"), 8080, path);
        Assert.Equal((line, ""), (answer.Split("\r\n")[0], error));
    }

    [Theory]
    [InlineData("web", 9999)]
    [InlineData("checkout", 8080)]
    public async Task A_port_that_nothing_serves_is_refused_in_the_pod(string app, int port)
    {
        var (answer, error) = await ForwardAsync(await demo.PodOfAsync(app), port, "/");
        Assert.Equal("", answer);
        Assert.StartsWith($"error forwarding port {port} to pod ", error, StringComparison.Ordinal);
        Assert.Contains("connection refused", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope", 404, "pods \"nope\" not found")]
    [InlineData(null, 400, "Upgrade request required")]
    public async Task What_is_no_port_forward_is_refused(string? pod, int code, string message)
    {
        var (answered, body) = await demo.GetAsync($"/api/v1/namespaces/shop/pods/{pod ?? await demo.PodOfAsync("web")}/portforward?ports=8080");
        Assert.Equal((code, message), (answered, body["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_bystander_forwards_nothing()
    {
        var (code, status) = await demo.AskAsync("GET", "/api/v1/namespaces/shop/pods/gateway/portforward?ports=8080", asUser: "carol");
        Assert.Equal(403, code);
        Assert.Contains("cannot get resource \"pods/portforward\"", status["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<(string Answer, string Error)> ForwardAsync(string pod, int port, string path)
    {
        using var socket = await demo.Client.WebSocketNamespacedPodPortForwardAsync(pod, "shop", [port], "v4.channel.k8s.io", cancellationToken: Token);
        using var streams = new StreamDemuxer(socket, StreamType.PortForward);
        // What comes on a channel that nobody asked for yet is lost, its end too.
        Stream connection = streams.GetStream((byte?)0, (byte?)0), errorChannel = streams.GetStream((byte?)1, null);
        streams.Start();
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Token);
        using var answers = new StreamReader(connection);
        using var errors = new StreamReader(errorChannel);
        return (await answers.ReadToEndAsync(Token), await errors.ReadToEndAsync(Token));
    }
}
