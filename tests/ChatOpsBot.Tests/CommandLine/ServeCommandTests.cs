using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Tests.CommandLine;

public sealed partial class ServeCommandTests : IDisposable
{
    // A port that was found free before the program starts may be another's by then.
    private const string AnyPort = "http://127.0.0.1:0";
    private readonly ProgramRun _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task It_says_how_to_talk_to_it_and_lends_its_demo_cluster_and_store_to_ask()
    {
        using var server = _program.Start("serve", "--urls", AnyPort);
        try
        {
            var greeting = await ReadUntilAsync(server.StandardOutput, "Ctrl+C");
            var url = Address().Match(greeting).Value;
            Assert.Contains("ask \"why checkout -n shop\"", greeting);

            using var http = new HttpClient { BaseAddress = new Uri(url) };
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz/live", TestContext.Current.CancellationToken));
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz/ready", TestContext.Current.CancellationToken));

            // Deleted through one process, gone in the next: both saw the server's cluster.
            var pods = (await _program.RunAsync("ask", "pods web -n shop")).Out;
            var pod = pods.Split('\n').Select(line => line.Split(' ')[0]).First(name => name.StartsWith("web-", StringComparison.Ordinal));
            var asked = await _program.RunAsync("ask", $"delete pod {pod} -n shop", "--as", "alice");
            Assert.True(asked.Exit == 0, asked.Out + asked.Error);
            var approved = await _program.RunAsync("ask", "approve 1", "--as", "bob");
            Assert.True(approved.Exit == 0, approved.Out + approved.Error);
            var audit = await _program.RunAsync("audit", "verify");
            Assert.True(audit.Exit == 0, audit.Out + audit.Error);
            Assert.Contains("intact", audit.Out);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_port_that_the_frameworks_images_set_is_left_aside_without_a_warning()
    {
        _program.Environment["ASPNETCORE_HTTP_PORTS"] = "8080";
        using var server = _program.Start("serve", "--urls", AnyPort);
        try
        {
            Assert.DoesNotContain("HTTP_PORTS", await ReadUntilAsync(server.StandardOutput, "Ctrl+C"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (exit, _, error) = await _program.RunAsync("serve", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(2, exit);
        Assert.Contains("in use", error);
        Assert.DoesNotContain("   at ", error);
    }

    private static async Task<string> ReadUntilAsync(StreamReader reader, string last)
    {
        var text = "";
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text += line + "\n";
            if (line.Contains(last, StringComparison.Ordinal)) break;
        }
        return text;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
