using ChatOpsBot.Core.Audit;
using ChatOpsBot.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Tests.Storage;

public sealed class AuditLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_chain_stays_whole_when_two_processes_append_at_once()
    {
        await using var one = new TestStore();
        await using var other = one.Again();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            async () =>
            {
                var log = (number % 2 == 0 ? one : other).Get<IAuditLog>();
                for (var i = 0; i < 10; i++) await log.AppendAsync(Draft($"{number}", "alice"), Token);
            },
            Token)));

        var entries = await one.Get<IAuditLog>().ReadAsync(0, 1000, Token);
        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), entries.Select(entry => entry.Sequence));
        Assert.Null(AuditChain.Verify(entries).Fault);
    }

    [Fact]
    public async Task The_newest_about_a_subject_or_by_a_person_come_first()
    {
        await using var test = new TestStore();
        var log = test.Get<IAuditLog>();
        await log.AppendAsync(Draft("request 1", "alice"), Token);
        await log.AppendAsync(Draft("request 2", "bob"), Token);
        await log.AppendAsync(Draft("request 1", "bob"), Token);

        Assert.Equal([3, 1], (await log.LatestAsync(9, "request 1", Token)).Select(entry => entry.Sequence));
        Assert.Equal([3, 2], (await log.LatestAsync(9, "bob", Token)).Select(entry => entry.Sequence));
        Assert.Equal([3], (await log.LatestAsync(1, null, Token)).Select(entry => entry.Sequence));
        Assert.Equal([2, 3], (await log.ReadAsync(1, 9, Token)).Select(entry => entry.Sequence));
    }

    [Theory]
    [InlineData("UPDATE audit SET Who = 'mallory'")]
    [InlineData("DELETE FROM audit")]
    public async Task An_entry_can_be_neither_changed_nor_deleted(string sql)
    {
        await using var test = new TestStore();
        await test.Get<IAuditLog>().AppendAsync(Draft("request 1", "alice"), Token);
        var failure = await Assert.ThrowsAsync<SqliteException>(() => test.Get<BotStore>().WriteAsync(
            context => context.Database.ExecuteSqlRawAsync(sql, Token), Token));
        Assert.Contains("append-only", failure.Message, StringComparison.Ordinal);
    }

    private static AuditDraft Draft(string subject, string who) =>
        new("vote.approved", who, null, null, null, subject, null, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
}
