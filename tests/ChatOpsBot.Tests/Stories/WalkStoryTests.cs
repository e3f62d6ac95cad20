using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Tests.Channels.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Stories;

public sealed class WalkStoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_of_a_walk_that_arrives_late_does_not_take_the_place_of_a_newer_one()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "walk web -n shop");
        await room.SeesAsync("Walk 1", "P20 Through a port-forward to the pod, can you reach the app? yes (bot)", "walk 1 yes --at I3");
        var earlier = await room.Services.GetRequiredService<Conversation>().AnswerAsync(
            new("late", new($"teams:{TeamsHost.Tenant}/alice"), "Alice", new("teams", "19:room"), "walk 1", "en", "UTC", TimeProvider.System.GetUtcNow()), Token);
        Assert.Contains("walk 1 yes --at I3", Json(earlier));
        await room.SayAsync("alice", "walk 1 yes --at I3");
        await room.SeesAsync("Walk 1", "walk 1 yes --at I4");

        // From another process, or after a crash. A room that has no copy yet gets what is the newest state now.
        var where = new ConversationAddress(RoomAddress.Channel, "room/on-call");
        var page = room.Services.GetRequiredService<RoomFeed>().Of(where);
        var shown = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Changed += () =>
        {
            if (page.Newest.Find(message => message.Reply?.Card == earlier.Card) is { } card) shown.TrySetResult(card.Reply!);
        };
        await room.Services.GetRequiredService<IOutbox>().PublishAsync(earlier, [where], Token);
        Assert.Contains("walk 1 yes --at I4", Json(await shown.Task.WaitAsync(Limit.OfAWait, Token)));
    }

    private static string Json(Reply reply) => JsonSerializer.Serialize(reply, ReplyJson.Default.Reply);
}
