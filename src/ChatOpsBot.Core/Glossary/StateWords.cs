namespace ChatOpsBot.Core.Glossary;

/// <summary>States and reasons that a pod or container shows.</summary>
internal static class StateWords
{
    public static readonly IReadOnlyList<Word> All =
    [
        new("pending", ["Pending"], ["CHB101", "CHB102", "CHB103", "CHB104", "CHB105", "CHB110"], Sign.Says),
        new("container-creating", ["ContainerCreating"], ["CHB301", "CHB303", "CHB307", "CHB308"], Sign.Says),
        new("pod-initializing", ["PodInitializing"], [], Sign.Says),
        new("running", ["Running"], [], Sign.Says),
        new("completed", ["Completed"], [], Sign.Says),
        new("succeeded", ["Succeeded"], []),
        new("failed", ["Failed"], ["CHB701", "CHB704", "CHB705"], Sign.Pods(pod => pod.Status.Phase == "Failed")),
        new("error", ["Error"], ["CHB521"], Sign.Says),
        new("unknown", ["Unknown", "NodeLost"], ["CHB752", "CHB757", "CHB901"], Sign.Says),
        new("terminating", ["Terminating"], ["CHB751", "CHB752", "CHB754", "CHB755"], Sign.Says),
        new("evicted", ["Evicted"], ["CHB701", "CHB702"], Sign.Says),
        new("scheduling-gated", ["SchedulingGated", "scheduling gate"], ["CHB115"], Sign.Says),
        new("crash-loop-back-off", ["CrashLoopBackOff"], ["CHB521", "CHB522", "CHB523", "CHB525", "CHB528"], Sign.Says),
        new("image-pull-back-off", ["ImagePullBackOff", "ErrImagePull"], ["CHB401", "CHB402", "CHB403", "CHB406", "CHB407", "CHB413"], Sign.Says),
        new("invalid-image-name", ["InvalidImageName"], ["CHB410"], Sign.Says),
        new("err-image-never-pull", ["ErrImageNeverPull"], ["CHB411"], Sign.Says),
        new("image-inspect-error", ["ImageInspectError"], [], Sign.Says),
        new("registry-unavailable", ["RegistryUnavailable"], ["CHB409"], Sign.Says),
        new("signature-validation-failed", ["SignatureValidationFailed"], [], Sign.Says),
        new("create-container-config-error", ["CreateContainerConfigError"], ["CHB501", "CHB502", "CHB503"], Sign.Says),
        new("create-container-error", ["CreateContainerError"], ["CHB506", "CHB509"], Sign.Says),
        new("run-container-error", ["RunContainerError", "StartError", "ContainerCannotRun"], ["CHB504", "CHB505", "CHB509"], Sign.Says),
        new("oom-killed", ["OOMKilled", "out of memory"], ["CHB522"], Sign.Says),
        new("container-status-unknown", ["ContainerStatusUnknown"], [], Sign.Says),
        new("deadline-exceeded", ["DeadlineExceeded", "activeDeadlineSeconds"], ["CHB705"], Sign.Says),
        new("backoff-limit-exceeded", ["BackoffLimitExceeded", "backoffLimit"], ["CHB706"]),
        new("not-ready", ["NotReady"], ["CHB601", "CHB602", "CHB605", "CHB901", "CHB902"], Sign.Pods(pod => pod.Status.Phase == "Running" && pod.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: "False" }))),
        new("preempting", ["Preempting", "preemption"], ["CHB118"]),
        new("out-of-cpu", ["OutOfcpu", "OutOfmemory", "NodeAffinity", "UnexpectedAdmissionError"], ["CHB704"], Sign.Says),
        new("node-shutdown", ["NodeShutdown", "Terminated"], ["CHB703"], Sign.Says),
        new("disruption-target", ["DisruptionTarget", "disruption"], ["CHB703"], Sign.Pods(pod => pod.Status.Conditions.Any(condition => condition is { Type: "DisruptionTarget", Status: "True" }))),
    ];
}
