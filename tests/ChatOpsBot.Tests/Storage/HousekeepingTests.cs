using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Tests.Storage;

public sealed class HousekeepingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answered_intents_go_after_a_week_and_until_then_redeliveries_end_at_them()
    {
        await using var test = new TestStore();
        var (inbox, housekeeping) = (test.Get<Inbox>(), test.Get<Housekeeping>());
        Assert.True(await inbox.ReceiveAsync(Intent("answered"), Token));
        Assert.True(await inbox.ReceiveAsync(Intent("open"), Token));
        await inbox.AnswerAsync((await inbox.UnansweredAsync(0, 1, Token))[0], new() { Title = "x" }, Token);

        test.Time.Advance(TimeSpan.FromDays(6));
        await housekeeping.RunAsync(Token);
        Assert.False(await inbox.ReceiveAsync(Intent("answered"), Token));

        test.Time.Advance(TimeSpan.FromDays(2));
        await housekeeping.RunAsync(Token);
        Assert.True(await inbox.ReceiveAsync(Intent("answered"), Token));
        Assert.False(await inbox.ReceiveAsync(Intent("open"), Token));
    }

    [Fact]
    public async Task Cards_go_when_nobody_has_changed_them_for_three_months()
    {
        await using var test = new TestStore();
        var (outbox, housekeeping) = (test.Get<Outbox>(), test.Get<Housekeeping>());
        var room = new ConversationAddress("teams", "room");
        await outbox.PublishAsync(new() { Title = "old", Card = new("old") }, [room], Token);
        var sending = (await outbox.NextAsync(room, Token))!;
        await outbox.PostedAsync(sending, "m1", Token);
        test.Time.Advance(TimeSpan.FromDays(91));
        await outbox.PublishAsync(new() { Title = "new", Card = new("new") }, [], Token);
        await housekeeping.RunAsync(Token);

        var left = await test.Get<BotStore>().ReadAsync(
            context => Task.FromResult((Cards: context.Cards.Select(card => card.Key).ToList(), Copies: context.CardCopies.Count())), Token);
        Assert.Equal(["new"], left.Cards);
        Assert.Equal(0, left.Copies);
    }

    [Fact]
    public async Task Ended_sessions_go_when_they_would_have_ended_by_themselves()
    {
        await using var test = new TestStore();
        var (sessions, housekeeping) = (test.Get<IEndedSessions>(), test.Get<Housekeeping>());
        await sessions.EndAsync("short", TestStore.Start.AddHours(1), Token);
        await sessions.EndAsync("long", TestStore.Start.AddHours(8), Token);
        test.Time.Advance(TimeSpan.FromHours(2));
        await housekeeping.RunAsync(Token);
        Assert.False(await sessions.IsEndedAsync("short", Token));
        Assert.True(await sessions.IsEndedAsync("long", Token));
    }

    private static Intent Intent(string eventId) =>
        new(eventId, new("teams:t/a"), null, new("teams", "room"), "pods", null, null, TestStore.Start);
}
