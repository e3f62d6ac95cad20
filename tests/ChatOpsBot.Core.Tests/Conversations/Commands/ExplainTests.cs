using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class ExplainTests
{
    private readonly Bot _bot = new(new FakeCluster().OpenApi("v1", """
        {"components": {"schemas": {
          "io.k8s.api.core.v1.Pod": {
            "description": "A group of containers.", "type": "object",
            "x-kubernetes-group-version-kind": [{"group": "", "kind": "Pod", "version": "v1"}],
            "properties": {"kind": {"type": "string"}, "spec": {"description": "What is wanted.", "default": {}, "allOf": [{"$ref": "#/components/schemas/io.k8s.api.core.v1.PodSpec"}]}}},
          "io.k8s.api.core.v1.PodSpec": {"type": "object", "description": "PodSpec.", "required": ["containers"], "properties": {
            "restartPolicy": {"type": "string", "description": "When to restart.", "enum": ["Always", "Never", "OnFailure"]},
            "nodeSelector": {"type": "object", "additionalProperties": {"type": "string"}},
            "containers": {"type": "array", "items": {"default": {}, "allOf": [{"$ref": "#/components/schemas/io.k8s.api.core.v1.Container"}]}}}},
          "io.k8s.api.core.v1.Container": {"type": "object", "properties": {"name": {"type": "string", "default": "", "description": "Its name."}}}
        }}}
        """));

    [Theory]
    [InlineData("explain pod.spec.restartPolicy", "When to restart.")]
    [InlineData("explain po.spec.restartpolicy", "Values: Always, Never, OnFailure")]
    [InlineData("explain pods", "spec | PodSpec |  | What is wanted.")]
    [InlineData("explain pod.spec", "containers | []Container | yes | ")]
    [InlineData("explain pod.spec", "nodeSelector | map[string]string |")]
    [InlineData("explain pod.spec.containers.name", "Its name.")]
    [InlineData("explain pod.spec.restartPolcy", "explain pod.spec.restartPolicy")]
    [InlineData("explain pod.kind.x", "pod.kind is a string and has no fields")]
    [InlineData("explain pdo", "There is no kind, word or finding \"pdo\"")]
    [InlineData("explain pdo", "explain pod")]
    public async Task A_field_is_explained_from_the_clusters_own_words(string text, string words) => Assert.Contains(words, await _bot.ReadAsync(text));

    private static readonly FakeCluster Crashing = new FakeCluster().Add("""
        apiVersion: v1
        kind: Pod
        metadata: {name: checkout-1, namespace: shop, uid: u1, annotations: {kubernetes.io/config.mirror: x}}
        spec: {containers: [{name: app, image: demo}]}
        status:
          phase: Running
          containerStatuses:
          - name: app
            restartCount: 4
            state: {waiting: {reason: CrashLoopBackOff}}
            lastState: {terminated: {exitCode: 137, reason: OOMKilled}}
        ---
        apiVersion: v1
        kind: Event
        metadata: {name: e1, namespace: shop}
        reason: FailedMount
        involvedObject: {kind: Pod, namespace: shop, name: late-1}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node1}
        spec: {unschedulable: true}
        """);

    [Theory]
    [InlineData("explain CrashLoopBackOff", "up to 5 minutes")]
    [InlineData("explain CrashLoopBackOff", "Right now in this cluster: shop pod/checkout-1 (CrashLoopBackOff)")]
    [InlineData("explain crash-loop-back-off", "why pod checkout-1 -n shop")]
    [InlineData("explain CrashLoopBackOff", "explain CHB522")]
    [InlineData("explain static pod", "shop pod/checkout-1")]
    [InlineData("explain pause container", "share one IP address")]
    [InlineData("explain FailedMount", "shop pod/late-1 (FailedMount)")]
    [InlineData("explain cordoned", "node/node1 (SchedulingDisabled)")]
    [InlineData("explain ImagePullBackOff", "Right now nothing in this cluster shows it.")]
    [InlineData("explain exit 137", "ended by signal 9 (SIGKILL)")]
    [InlineData("explain exit code 137", "shop pod/checkout-1")]
    [InlineData("explain 3", "The program chose this number itself")]
    [InlineData("explain exit 256", "a number from 0 to 255")]
    [InlineData("explain exit -1", "a number from 0 to 255")]
    [InlineData("explain chb522", "CHB522 Out of memory")]
    [InlineData("explain CHB522", "shop pod/checkout-1")]
    [InlineData("explain resourcequota", "explain resourcequota.spec")]
    [InlineData("explain CrashLoopBackof", "explain CrashLoopBackOff")]
    public async Task A_word_is_explained_with_what_shows_it_now(string text, string words) => Assert.Contains(words, await new Bot(Crashing).ReadAsync(text));

    [Fact]
    public async Task What_cannot_be_read_is_said_and_the_word_explained_all_the_same()
    {
        var bot = new Bot(new FakeCluster().Fail<Core.Clusters.Facts.Pod>(new Core.Clusters.ClusterFailure.Forbidden("list", Core.Clusters.ResourceKinds.Pod, null, null, null, "")));
        var read = await bot.ReadAsync("explain CrashLoopBackOff");
        Assert.Contains("up to 5 minutes", read);
        Assert.Contains("could not be read", read);
    }
}
