using System.Net;
using System.Net.Sockets;
using ChatOpsBot.Host.Demo;
using ChatOpsBot.Tests.Clusters;
using Microsoft.Extensions.Configuration;

namespace ChatOpsBot.Tests.Demo;

public sealed class DemoSessionTests : IDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_takes_its_time_still_lends_its_cluster()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://{server.LocalEndpoint}/";
        _folder.Write("bot.db.demo-cluster", address);
        var answered = AnswerAsync(server);
        Assert.Equal(address, await ServerAsync());
        await answered;
    }

    [Fact]
    public async Task A_server_that_is_gone_lends_nothing()
    {
        using var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var address = $"http://{gone.LocalEndpoint}/";
        gone.Stop();
        _folder.Write("bot.db.demo-cluster", address);
        Assert.NotEqual(address, await ServerAsync());
    }

    private async Task<string?> ServerAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", _folder["bot.db"])]).Build();
        await using var session = await DemoSession.AttachOrStartAsync(configuration, Token);
        return session.Apply(configuration)["Clusters:demo:Server"];
    }

    // As a busy machine has it: the answer comes, only late.
    private static async Task AnswerAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(Token);
        await Task.Delay(Slow, TimeProvider.System, Token);
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Token);
    }
}
