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
    [InlineData("explain pdo", "There is no kind \"pdo\"")]
    public async Task A_field_is_explained_from_the_clusters_own_words(string text, string words) => Assert.Contains(words, await _bot.ReadAsync(text));
}
