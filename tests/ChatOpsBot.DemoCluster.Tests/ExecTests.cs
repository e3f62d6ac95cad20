using System.Net.WebSockets;
using System.Text;
using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>exec, through the real client and over a bare web socket.</summary>
public sealed class ExecTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_real_client_runs_a_command_and_reads_its_output()
    {
        var pod = await demo.PodOfAsync("web");
        using var socket = await demo.Client.WebSocketNamespacedPodExecAsync(pod, "shop", ["hostname"], "web", stderr: true, stdin: false, stdout: true, tty: false, cancellationToken: Token);
        using var streams = new StreamDemuxer(socket);
        using var output = new StreamReader(streams.GetStream(ChannelIndex.StdOut, null));
        // What comes on a channel that nobody asked for yet is lost, its end too.
        streams.Start();
        Assert.Equal($"{pod}\n", await output.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task The_real_client_sees_an_exit_code()
    {
        var pod = await demo.PodOfAsync("web");
        var said = "";
        var code = await demo.Client.NamespacedPodExecAsync(
            pod,
            "shop",
            "web",
            ["cat", "/nope"],
            tty: false,
            async (_, _, errors) => said = await new StreamReader(errors).ReadToEndAsync(Token),
            Token);
        Assert.Equal((1, "cat: can't open '/nope': No such file or directory\n"), (code, said));
    }

    [Theory]
    [InlineData("command=echo&command=hi", "1:hi\n", """{"metadata":{},"status":"Success"}""")]
    [InlineData("command=sh&command=-c&command=echo%20%22a%20b%22%3B%20echo%20bad%20%3E%262%3B%20exit%203", "1:a b\n2:bad\n", "command terminated with exit code 3")]
    [InlineData("command=sh&command=-c&command=nope", "2:sh: nope: not found\n", "command terminated with exit code 127")]
    [InlineData("command=sh&command=-c", "2:sh: -c requires an argument\n", "command terminated with exit code 2")]
    [InlineData("command=vim", "", "exec: \\\"vim\\\": executable file not found in $PATH: unknown")]
    [InlineData("command=/usr/bin/vim", "", "stat /usr/bin/vim: no such file or directory: unknown")]
    [InlineData("command=ls&tty=true", "1:bin   dev   etc   proc  sys   tmp   var   www\r\n", "Success")]
    [InlineData("command=id", "1:uid=0(root) gid=0 groups=0\n", "Success")]
    [InlineData("command=date", "1:Sun Mar 14 15:09:26 UTC 2027\n", "Success")]
    [InlineData("command=cat&command=/etc", "2:cat: read error: Is a directory\n", "exit code 1")]
    [InlineData("command=cat&command=/var/run/secrets/kubernetes.io/serviceaccount/namespace", "1:shop", "Success")]
    public async Task A_command_answers_on_its_channels(string query, string channels, string status)
    {
        var (said, outcome) = await ExecAsync($"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("web")}/exec?stdout=true&stderr=true&{query}", "v5.channel.k8s.io");
        Assert.Equal(channels, said);
        Assert.Contains(status, outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_reaches_the_command()
    {
        var (said, _) = await ExecAsync($"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("web")}/exec?stdin=true&stdout=true&command=cat", "v5.channel.k8s.io", "hello\n");
        Assert.Equal("1:hello\n", said);
    }

    [Fact]
    public async Task A_containers_environment_and_mounted_configuration_are_its_own()
    {
        var pod = await demo.PodOfAsync("images");
        var (said, _) = await ExecAsync($"/api/v1/namespaces/shop/pods/{pod}/exec?stdout=true&command=env", "v4.channel.k8s.io");
        Assert.Contains($"HOSTNAME={pod}\n", said, StringComparison.Ordinal);
        Assert.Contains("KUBERNETES_SERVICE_PORT=443\n", said, StringComparison.Ordinal);
        Assert.Contains("PREFETCH=", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_does_not_run_takes_no_command()
    {
        var (said, outcome) = await ExecAsync($"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("checkout")}/exec?stdout=true&command=ls", "v5.channel.k8s.io");
        Assert.Equal("", said);
        Assert.Contains("unable to upgrade connection: container not found (\\\"checkout\\\")", outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope", "?command=ls", 404, "pods \"nope\" not found")]
    [InlineData(null, "?command=ls&container=zzz", 400, "container zzz is not valid for pod ")]
    [InlineData(null, "?command=ls&stdout=true", 400, "Upgrade request required")]
    public async Task What_is_no_exec_is_refused(string? pod, string query, int code, string message)
    {
        var (answered, body) = await demo.GetAsync($"/api/v1/namespaces/shop/pods/{pod ?? await demo.PodOfAsync("web")}/exec{query}");
        Assert.Equal(code, answered);
        Assert.StartsWith(message, body["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bystander_runs_nothing()
    {
        var (code, status) = await demo.AskAsync("GET", "/api/v1/namespaces/shop/pods/gateway/exec?command=ls", asUser: "carol");
        Assert.Equal(403, code);
        Assert.Equal("pods \"gateway\" is forbidden: User \"carol\" cannot get resource \"pods/exec\" in API group \"\" in the namespace \"shop\"", status["message"]!.GetValue<string>());
    }

    // What came on channels 1 and 2, each with its number before it, and the text of channel 3.
    private async Task<(string Said, string Outcome)> ExecAsync(string path, string protocol, string? input = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new Uri($"ws://{demo.Cluster.Address.Authority}{path}"), Token);
        Assert.Equal(protocol, socket.SubProtocol);
        if (input is not null)
        {
            await socket.SendAsync(new ArraySegment<byte>([0, .. Encoding.UTF8.GetBytes(input)]), WebSocketMessageType.Binary, true, Token);
            await socket.SendAsync(new ArraySegment<byte>([255, 0]), WebSocketMessageType.Binary, true, Token);
        }
        var (said, outcome, buffer) = (new StringBuilder(), "", new byte[65536]);
        while (true)
        {
            var part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), Token);
            if (part.MessageType == WebSocketMessageType.Close) return (said.ToString(), outcome);
            var text = Encoding.UTF8.GetString(buffer, 1, part.Count - 1);
            if (buffer[0] == 3) outcome += text;
            else if (text.Length > 0) said.Append(System.Globalization.CultureInfo.InvariantCulture, $"{buffer[0]}:{text}");
        }
    }
}
