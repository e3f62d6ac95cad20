using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Tests.Storage;

public sealed class RequestStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_comes_back_as_it_was_under_its_number()
    {
        await using var test = new TestStore();
        var requests = test.Get<IRequestStore>();
        await requests.AddAsync(Request(), Created, Token);
        var added = await requests.AddAsync(Request(), Created, Token);

        await using var again = test.Again();
        var found = await again.Get<IRequestStore>().FindAsync(new(2), Token);
        Assert.Equal(new RequestId(2), added.Id);
        Assert.NotNull(found);
        Assert.Equivalent(added, found, strict: true);
        Assert.Equal("request 2", (await again.Get<IAuditLog>().LatestAsync(1, null, Token))[0].Draft.Subject);
        Assert.Null(await requests.FindAsync(new(3), Token));
    }

    [Fact]
    public async Task A_version_is_untold_until_it_is_said_to_be_told_and_that_is_of_no_use_to_a_newer_one()
    {
        await using var test = new TestStore();
        var requests = test.Get<IRequestStore>();
        var first = await requests.AddAsync(Request(), Created, Token);
        Assert.Equal([(1, 1)], await UntoldAsync());
        await requests.ToldAsync(first, Token);
        Assert.Empty(await UntoldAsync());

        await requests.TryReplaceAsync(first with { Version = 2 }, Created(first), Token);
        await requests.ToldAsync(first, Token);
        Assert.Equal([(1, 2)], await UntoldAsync());

        async Task<IEnumerable<(long, long)>> UntoldAsync() =>
            (await requests.UntoldAsync(Token)).Select(request => (request.Id.Value, request.Version));
    }

    [Fact]
    public async Task Requests_are_listed_by_state_oldest_first_and_all_newest_first()
    {
        await using var test = new TestStore();
        var requests = test.Get<IRequestStore>();
        foreach (var state in new[] { RequestState.Pending, RequestState.Denied, RequestState.Approved, RequestState.Pending })
            await requests.AddAsync(Request() with { State = state }, Created, Token);

        var open = await requests.ListAsync([RequestState.Pending, RequestState.Approved], Token);
        Assert.Equal([1, 3, 4], open.Select(request => request.Id.Value));
        Assert.Equal([4, 3], (await requests.LatestAsync(2, Token)).Select(request => request.Id.Value));
    }

    [Fact]
    public async Task Of_eight_who_change_the_same_version_one_wins_and_one_entry_is_written()
    {
        await using var test = new TestStore();
        await using var other = test.Again();
        var added = await test.Get<IRequestStore>().AddAsync(Request(), Created, Token);

        using var start = new Barrier(8);
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(
            async () =>
            {
                var requests = (number % 2 == 0 ? test : other).Get<IRequestStore>();
                start.SignalAndWait(Token);
                return await requests.TryReplaceAsync(added with { Version = 2, Outcome = $"{number}" }, Draft($"task {number}"), Token);
            },
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        var winner = Assert.Single(wins.Index(), win => win.Item).Index;
        Assert.Equal($"{winner}", (await test.Get<IRequestStore>().FindAsync(added.Id, Token))!.Outcome);
        Assert.Equal([$"task {winner}", "request 1"], (await test.Get<IAuditLog>().LatestAsync(10, null, Token)).Select(entry => entry.Draft.Subject!));
    }

    [Fact]
    public async Task When_the_audit_entry_cannot_be_written_the_transition_is_not_either()
    {
        await using var test = new TestStore();
        var requests = test.Get<IRequestStore>();
        var added = await requests.AddAsync(Request(), Created, Token);
        await Sql(test, "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        await Assert.ThrowsAnyAsync<Exception>(() => requests.TryReplaceAsync(added with { Version = 2, State = RequestState.Approved }, Draft("x"), Token));
        await Assert.ThrowsAnyAsync<Exception>(() => requests.AddAsync(Request(), Created, Token));

        Assert.Equal(RequestState.Pending, Assert.Single(await requests.LatestAsync(9, Token)).State);
        Assert.Single(await test.Get<IAuditLog>().ReadAsync(0, 9, Token));
        await Sql(test, "DROP TRIGGER full");
        Assert.True(await requests.TryReplaceAsync(added with { Version = 2, State = RequestState.Approved }, Draft("x"), Token));
    }

    private static Task Sql(TestStore test, string sql) => test.Get<BotStore>().WriteAsync(
        context => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, sql, Token), Token);

    private static AuditDraft Created(ActionRequest request) => Draft($"request {request.Id}");

    private static AuditDraft Draft(string subject) => Requests.Draft(subject);

    private static ActionRequest Request() => Requests.Pending;
}
