using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Tests.CommandLine;

namespace ChatOpsBot.Tests.Storage;

public sealed class ProcessesTests
{
    /// <summary>The demo's.</summary>
    private static readonly string[] People = ["alice", "bob", "carol"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_and_several_asks_write_to_one_file_at_once()
    {
        using var program = new ProgramRun();
        await using var server = new TestStore();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var log = server.Get<IAuditLog>();
        var writing = Task.Run(
            async () =>
            {
                var count = 0;
                for (; !done.IsCancellationRequested; count++) await log.AppendAsync(Requests.Draft($"entry {count}"), Token);
                return count;
            },
            Token);

        var asks = await Task.WhenAll(People.Select(person => program.RunAsync("ask", "--store", server.Path, "--as", person, "use -n shop")));
        await done.CancelAsync();
        var written = await writing;

        Assert.All(asks, ask => Assert.True(ask.Exit == 0, ask.Error + ask.Out));
        foreach (var person in People)
            Assert.Equal("shop", (await server.Get<IConversationDefaults>().GetAsync(new("cli", person), Token)).Namespace);

        var entries = await log.ReadAsync(0, int.MaxValue, Token);
        Assert.Equal(written, entries.Count);
        Assert.Null(AuditChain.Verify(entries).Fault);
        Assert.Equal(0, (await program.RunAsync("audit", "verify", "--store", server.Path)).Exit);
    }
}
