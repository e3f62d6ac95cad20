using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Stories;

/// <summary>A process dies between storing a request's new state and showing it.</summary>
public sealed class CrashStoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_dying_process_stored_and_did_not_show_is_shown_by_the_next_one_however_long_ago_and_once()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "delete pod payments-db-0 -n shop --force");
        await room.SeesAsync("payments-db-0", "approve 1");

        var store = room.Services.GetRequiredService<IRequestStore>();
        var request = (await store.FindAsync(new(1), Token))!;
        var expired = request with
        {
            Version = request.Version + 1,
            State = RequestState.Expired,
            LastChange = new(null, request.CreatedAt.AddDays(-2), null),
            ExpiresAt = request.CreatedAt.AddDays(-2),
        };
        Assert.True(await store.TryReplaceAsync(expired, Requests.Draft("request 1"), Token));
        await room.RestartAsync();
        await room.SeesAsync("Request 1: Force-delete pod payments-db-0", "expired");
        await ToldAsync(room);
        Assert.Equal(0, room.Count("approve 1"));
        var shown = (room.Count(""), room.Count("expired"));
        Assert.Equal(1, room.Count("expired") - room.Count("Request 1: Force-delete pod payments-db-0", "expired"));

        // Dead again, after showing it and before it could record that.
        await room.Services.GetRequiredService<BotStore>().WriteAsync(
            context => context.Requests.ExecuteUpdateAsync(row => row.SetProperty(old => old.Told, false), Token), Token);
        await room.RestartAsync();
        await ToldAsync(room);
        Assert.Equal(shown, (room.Count(""), room.Count("expired")));
    }

    private static async Task ToldAsync(Room room)
    {
        var (requests, queues) = (room.Services.GetRequiredService<IRequestStore>(), room.Services.GetRequiredService<IQueueStatus>());
        while (await requests.UntoldAsync(Token) is not [] || await queues.ReadAsync(Token) is not { Unsent: 0 })
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
    }
}
