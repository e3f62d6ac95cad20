namespace ChatOpsBot.Core.Glossary;

/// <summary>Reasons of events and of workloads.</summary>
internal static class ReasonWords
{
    public static readonly IReadOnlyList<Word> All =
    [
        new("failed-scheduling", ["FailedScheduling", "Unschedulable"], ["CHB101", "CHB102", "CHB103", "CHB104", "CHB105"], Sign.Happened),
        new("not-trigger-scale-up", ["NotTriggerScaleUp"], [], Sign.Happened),
        new("failed-mount", ["FailedMount"], ["CHB301", "CHB302", "CHB308"], Sign.Happened),
        new("failed-attach-volume", ["FailedAttachVolume", "Multi-Attach"], ["CHB303", "CHB304"], Sign.Happened),
        new("failed-create-pod-sand-box", ["FailedCreatePodSandBox"], ["CHB305", "CHB306", "CHB307"], Sign.Happened),
        new("failed-binding", ["FailedBinding", "ProvisioningFailed"], ["CHB252", "CHB254", "CHB256"], Sign.Happened),
        new("wait-for-first-consumer", ["WaitForFirstConsumer"], ["CHB253"], Sign.Happened),
        new("back-off", ["BackOff"], ["CHB413", "CHB521"], Sign.Happened),
        new("unhealthy", ["Unhealthy"], ["CHB523", "CHB601", "CHB602", "CHB604"], Sign.Happened),
        new("killing", ["Killing"], ["CHB523", "CHB524"], Sign.Happened),
        new("failed-create", ["FailedCreate", "ReplicaFailure"], ["CHB201", "CHB202", "CHB203", "CHB204", "CHB205", "CHB206"], Sign.Happened),
        new("progress-deadline-exceeded", ["ProgressDeadlineExceeded", "stuck rollout"], []),
        new("failed-post-start-hook", ["FailedPostStartHook", "PostStartHookError", "PreStartHookError", "FailedPreStopHook"], ["CHB508"], Sign.Happened),
        new("failed-kill-pod", ["FailedKillPod"], [], Sign.Happened),
    ];
}
