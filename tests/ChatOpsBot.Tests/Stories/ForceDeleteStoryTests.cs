using ChatOpsBot.Core.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Stories;

/// <summary>A StatefulSet's pod on a dead node, stuck Terminating: asked for by Alice, approved by Bob, done once.</summary>
public sealed class ForceDeleteStoryTests
{
    private const string Command = "delete pod payments-db-0 -n shop --force";

    [Fact]
    public async Task Approved_by_another_person_it_is_done_once_and_the_card_says_so()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", Command);
        var card = await room.SeesAsync("payments-db-0", "approve 1");
        Assert.Contains("node3", card);
        Assert.Contains("StatefulSet", card);

        await room.PressAsync("alice", "approve 1", "own");
        await room.SeesAsync("somebody else has to approve");
        await room.PressAsync("carol", "approve 1", "bystander");
        await room.SeesAsync("You may not decide on request 1");
        await room.PressAsync("bob", "approve 1", "yes");
        await room.PressAsync("bob", "approve 1", "yes");
        await room.SeesAsync("carried out", "The API server removed shop/pod/payments-db-0", "Bob (approver)");

        var audit = room.Services.GetRequiredService<IAuditLog>();
        var verdict = await AuditChain.VerifyAsync(audit, TestContext.Current.CancellationToken);
        Assert.Null(verdict.Fault);
        var entries = await audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Single(entries, entry => entry.Draft.ActedAs is not null && entry.Draft.Kind.EndsWith("succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_between_request_and_approval_loses_nothing()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", Command);
        await room.SeesAsync("payments-db-0", "approve 1");
        await room.RestartAsync();
        await room.SayAsync("bob", "approve 1");
        await room.SeesAsync("carried out", "The API server removed shop/pod/payments-db-0", "Bob (approver)");
    }

    [Fact]
    public async Task Denied_it_is_never_done_and_a_late_click_says_why()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", Command);
        await room.SeesAsync("payments-db-0", "approve 1");
        await room.SayAsync("bob", "deny 1 the node is coming back");
        await room.SeesAsync("the node is coming back");
        await room.PressAsync("bob", "approve 1", "late");
        await room.SeesAsync("denied");
        await room.SayAsync("alice", "pods payments-db -n shop");
        await room.SeesAsync("payments-db-0", "STATUS", "Terminating");
    }

    [Fact]
    public async Task A_static_pod_is_refused_with_the_reason_and_where_its_manifest_is()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "delete pod edge-proxy-node1 -n kube-system");
        await room.SeesAsync("static pod", "/etc/kubernetes/manifests", "node1");
    }

    [Fact]
    public async Task Forcing_before_asking_the_pod_to_go_is_refused_with_the_button_for_asking()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "delete pod cart -n shop --force");
        await room.SeesAsync("delete pod cart");
    }
}
