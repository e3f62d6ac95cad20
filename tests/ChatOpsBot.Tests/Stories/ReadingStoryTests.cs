namespace ChatOpsBot.Tests.Stories;

public sealed class ReadingStoryTests
{
    [Fact]
    public async Task A_question_in_the_room_is_answered_by_a_card()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "pods -n shop");
        await room.SeesAsync("AdaptiveCard", "CrashLoopBackOff");
    }

    [Fact]
    public async Task The_same_event_twice_is_answered_once()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "namespaces", id: "twice");
        await room.SeesAsync("kube-system");
        await room.SayAsync("alice", "namespaces", id: "twice");
        await room.SayAsync("alice", "nodes");
        await room.SeesAsync("node1");
        Assert.Equal(1, room.Count("kube-node-lease"));
    }

    [Fact]
    public async Task A_stranger_is_told_the_account_that_configuration_needs()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("mallory", "pods -n shop");
        await room.SeesAsync("/mallory");
    }
}
