using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Glossary;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Glossary;

public sealed class WordsTests
{
    public static TheoryData<string> Ids => [.. Words.All.Select(word => word.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Every_word_is_explained_in_every_language(string id)
    {
        foreach (var locale in Locale.All)
            Assert.All(new[] { "what", "next" }, part => Assert.False(string.IsNullOrWhiteSpace(TextCatalog.Find($"glossary.{id}.{part}", locale))));
    }

    [Fact]
    public void No_text_explains_a_word_that_is_not_there()
    {
        var ids = Words.All.Select(word => word.Id).ToHashSet();
        var texts = TextCatalog.Keys(Locale.English).Where(key => key.StartsWith("glossary.", StringComparison.Ordinal) && key.EndsWith(".what", StringComparison.Ordinal));
        Assert.Empty(texts.Select(key => key.Split('.')[1]).Except(ids));
    }

    [Fact]
    public void Every_cause_of_a_word_is_in_the_catalogue() =>
        Assert.Empty(Words.All.SelectMany(word => word.Codes).Except(FindingCatalogue.All.Select(entry => entry.Code)));

    [Theory]
    [InlineData("crashloopbackoff", "CrashLoopBackOff")]
    [InlineData("Crash Loop Back-Off", "CrashLoopBackOff")]
    [InlineData("Init:ImagePullBackOff", "ImagePullBackOff")]
    [InlineData("mirror pod", "static pod")]
    [InlineData("static-pod", "static pod")]
    [InlineData("NodeAffinity", "OutOfcpu")]
    [InlineData("node affinity", "node selector")]
    public void A_word_is_found_however_it_is_written(string text, string name) => Assert.Equal(name, Words.Find(text)?.Name);

    // Every status, reason and concept by the name that the design gives it: shared vocabulary of the house.
    [Theory]
    [InlineData("Pending SchedulingGated Completed NotReady Running Unknown NodeLost Terminating Evicted Failed")]
    [InlineData("FailedScheduling NotTriggerScaleUp ProvisioningFailed FailedBinding WaitForFirstConsumer ContainerCreating FailedMount FailedAttachVolume FailedCreatePodSandBox")]
    [InlineData("ImagePullBackOff ErrImagePull InvalidImageName ErrImageNeverPull ImageInspectError RegistryUnavailable SignatureValidationFailed FailedToRetrieveImagePullSecret")]
    [InlineData("CreateContainerConfigError CreateContainerError RunContainerError StartError PreStartHookError FailedPostStartHook FailedPreStopHook FailedKillPod")]
    [InlineData("CrashLoopBackOff OOMKilled ContainerStatusUnknown DeadlineExceeded BackoffLimitExceeded DisruptionTarget OutOfcpu NodeAffinity UnexpectedAdmissionError Preempting")]
    [InlineData("FailedCreate ReplicaFailure ProgressDeadlineExceeded Unhealthy Killing BackOff")]
    [InlineData("static-pod mirror-pod pause-container init-container sidecar liveness-probe readiness-probe startup-probe readiness-gate taint toleration cordon drain eviction finalizer")]
    [InlineData("grace-period force-delete split-brain out-of-service-taint ResourceQuota LimitRange webhook PodSecurity ServiceAccount NetworkPolicy EndpointSlice targetPort hostPort CNI CSI kubelet")]
    public void Every_word_of_the_design_is_explained(string words) => Assert.All(words.Split(' '), word => Assert.NotNull(Words.Find(word)));
}
