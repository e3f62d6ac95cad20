using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Tests.Conversations;

namespace ChatOpsBot.Core.Tests.Clusters.Printing;

public sealed class PrintedPodTests
{
    private static readonly DateTimeOffset Now = Askings.Now;

    [Theory]
    [InlineData("status: {phase: Pending}", "0/1", "Pending", "0")]
    [InlineData("status: {phase: Failed, reason: Evicted}", "0/1", "Evicted", "0")]
    [InlineData("status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: SchedulingGated}]}", "0/1", "SchedulingGated", "0")]
    [InlineData("status: {phase: Running, containerStatuses: [{name: a, ready: true, restartCount: 0, state: {running: {}}}]}", "1/1", "Running", "0")]
    [InlineData("status: {phase: Running, containerStatuses: [{name: a, restartCount: 5, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, finishedAt: '2025-06-01T11:58:00Z'}}}]}", "0/1", "CrashLoopBackOff", "5 (2m ago)")]
    [InlineData("status: {phase: Running, containerStatuses: [{name: a, restartCount: 2, state: {terminated: {exitCode: 3}}}]}", "0/1", "ExitCode:3", "2")]
    [InlineData("status: {phase: Running, containerStatuses: [{name: a, restartCount: 0, state: {terminated: {exitCode: 137, signal: 9}}}]}", "0/1", "Signal:9", "0")]
    [InlineData("status: {phase: Succeeded, containerStatuses: [{name: a, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed}}}]}", "0/1", "Completed", "0")]
    [InlineData("metadata: {deletionTimestamp: '2025-06-01T11:00:00Z'}\nstatus: {phase: Running, containerStatuses: [{name: a, ready: true, state: {running: {}}}]}", "1/1", "Terminating", "0")]
    [InlineData("metadata: {deletionTimestamp: '2025-06-01T11:00:00Z'}\nstatus: {phase: Running, reason: NodeLost}", "0/1", "Unknown", "0")]
    [InlineData("metadata: {deletionTimestamp: '2025-06-01T11:00:00Z'}\nstatus: {phase: Failed, reason: Evicted}", "0/1", "Evicted", "0")]
    public void A_pod_reads_as_kubectl_prints_it(string rest, string ready, string status, string restarts)
    {
        var printed = Print($"kind: Pod\nspec: {{containers: [{{name: a}}]}}\n{rest}");
        Assert.Equal((ready, status, restarts), (printed.Ready, printed.Status, printed.Restarts(Now)));
    }

    [Theory]
    [InlineData("[{name: i, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, finishedAt: '2025-06-01T11:59:00Z'}}}, {name: j, state: {waiting: {reason: PodInitializing}}}]", "Init:CrashLoopBackOff", "4 (60s ago)")]
    [InlineData("[{name: i, restartCount: 1, state: {terminated: {exitCode: 2, reason: Error}}}]", "Init:Error", "1")]
    [InlineData("[{name: i, restartCount: 0, state: {terminated: {exitCode: 2}}}]", "Init:ExitCode:2", "0")]
    [InlineData("[{name: i, restartCount: 0, state: {terminated: {exitCode: 2, signal: 15}}}]", "Init:Signal:15", "0")]
    [InlineData("[{name: i, restartCount: 0, state: {terminated: {exitCode: 0}}}, {name: j, state: {running: {}}}]", "Init:1/2", "0")]
    [InlineData("[{name: i, restartCount: 0, state: {waiting: {reason: PodInitializing}}}]", "Init:0/2", "0")]
    public void The_first_unfinished_init_container_gives_the_status(string statuses, string status, string restarts)
    {
        var printed = Print($"kind: Pod\nspec: {{initContainers: [{{name: i}}, {{name: j}}], containers: [{{name: a}}]}}\nstatus: {{phase: Pending, initContainerStatuses: {statuses}, containerStatuses: [{{name: a, restartCount: 7, state: {{waiting: {{reason: PodInitializing}}}}}}]}}");
        Assert.Equal(("0/1", status, restarts), (printed.Ready, printed.Status, printed.Restarts(Now)));
    }

    [Fact]
    public void A_started_sidecar_counts_as_a_container_and_its_restarts_as_the_pods()
    {
        var printed = Print("""
            kind: Pod
            spec: {initContainers: [{name: i}, {name: mesh, restartPolicy: Always}], containers: [{name: a}]}
            status:
              phase: Running
              conditions: [{type: Initialized, status: 'True'}]
              initContainerStatuses:
              - {name: i, restartCount: 3, state: {terminated: {exitCode: 0, reason: Completed}}, lastState: {terminated: {exitCode: 1, finishedAt: '2025-06-01T11:59:50Z'}}}
              - {name: mesh, ready: true, started: true, restartCount: 2, state: {running: {}}, lastState: {terminated: {exitCode: 1, finishedAt: '2025-06-01T11:00:00Z'}}}
              containerStatuses: [{name: a, ready: true, restartCount: 1, state: {running: {}}}]
            """);
        Assert.Equal(("2/2", "Running", "3 (60m ago)"), (printed.Ready, printed.Status, printed.Restarts(Now)));
    }

    [Theory]
    [InlineData("True", "Running")]
    [InlineData("False", "NotReady")]
    public void A_finished_container_beside_a_running_one_is_no_completed_pod(string isReady, string status) => Assert.Equal(status, Print($$$$"""
        kind: Pod
        spec: {containers: [{name: a}, {name: b}]}
        status:
          phase: Running
          conditions: [{type: Ready, status: '{{{{isReady}}}}'}]
          containerStatuses:
          - {name: a, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed}}}
          - {name: b, ready: true, restartCount: 0, state: {running: {}}}
        """).Status);

    [Fact]
    public void Wide_cells_say_none_for_what_is_not_there()
    {
        var printed = Print("kind: Pod\nspec: {containers: [{name: a}]}\nstatus: {phase: Pending}");
        Assert.Equal(("<none>", "<none>", "<none>", "<none>"), (printed.IP, printed.Node, printed.NominatedNode, printed.ReadinessGates));
    }

    [Fact]
    public void Wide_cells_show_addresses_and_gates()
    {
        var printed = Print("""
            kind: Pod
            spec: {nodeName: node1, readinessGates: [{conditionType: a/b}, {conditionType: c/d}], containers: [{name: a}]}
            status: {phase: Running, podIPs: [{ip: 10.1.2.3}, {ip: 'fd00::1'}], nominatedNodeName: node2, conditions: [{type: a/b, status: 'True'}]}
            """);
        Assert.Equal(("10.1.2.3", "node1", "node2", "1/2"), (printed.IP, printed.Node, printed.NominatedNode, printed.ReadinessGates));
    }

    [Fact]
    public void An_age_that_is_not_known_says_so() => Assert.Equal("<unknown>", PrintedPod.Since(null, Now));

    private static PrintedPod Print(string yaml) => PrintedPod.Of(One.Of<Pod>(yaml));
}
