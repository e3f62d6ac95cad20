using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class SchedulerMessageTests
{
    [Fact]
    public void Clauses_come_with_their_counts_and_without_the_advice_about_preemption() => Assert.Equal(
        [(1, "node(s) had untolerated taint(s)"), (2, "Insufficient cpu")],
        SchedulerMessage.Clauses("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling."));

    [Fact]
    public void A_named_taint_keeps_its_braces() => Assert.Equal(
        [(1, "node(s) had untolerated taint {dedicated: gpu}")],
        SchedulerMessage.Clauses("0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."));

    [Fact]
    public void The_stray_not_found_behind_an_unbound_claim_is_no_clause() => Assert.Equal(
        [((int?)null, "pod has unbound immediate PersistentVolumeClaims")],
        SchedulerMessage.Clauses("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found"));
}
