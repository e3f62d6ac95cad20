using System.Security.Cryptography;
using System.Text;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Images that real nodes cannot pull from real registries, one that answers everybody and one that wants a password; the bot asks the same registries.</summary>
[Collection("the cluster")]
public sealed class RegistryTests : IAsyncLifetime
{
    private static readonly string? Registry = Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY");
    private static readonly string? Private = Environment.GetEnvironmentVariable("CHATOPS_E2E_PRIVATE_REGISTRY");

    private readonly string _ns = $"e2e-images-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly TerminalPeople _asking = new($$"""
        "Registries": [ { "Host": "{{Registry}}", "PlainHttp": true }, { "Host": "{{Private}}", "PlainHttp": true, "UserName": "demo", "Password": "demo" } ]
        """);
    private bool _made;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        Assert.SkipUnless(!string.IsNullOrEmpty(Registry) && !string.IsNullOrEmpty(Private), "CHATOPS_E2E_REGISTRY and CHATOPS_E2E_PRIVATE_REGISTRY name no registries.");
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        _made = true;
        await Tool.DoAsync("kubectl", ["apply", "-n", _ns, "-f", "-"], TestContext.Current.CancellationToken, string.Join("\n---\n",
            Secret("wrong-password", Private!, "demo:wrong"), Secret("right", Private!, "demo:demo"), Secret("without-port", Private!.Split(':')[0], "demo:demo"),
            Pod("wrong-tag", $"{Registry}/demo/busybox:1.36"), Pod("wrong-repository", $"{Registry}/demo/bosybux:1.35"),
            Pod("no-secret", $"{Private}/private/web:1.0"), Pod("refused", $"{Private}/private/web:1.0", "wrong-password"), Pod("elsewhere", $"{Private}/private/web:1.0", "without-port"),
            Pod("private-wrong-tag", $"{Private}/private/web:7.0"), Pod("private-wrong-repository", $"{Private}/private/wbe:1.0", "right")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_made) await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
        _asking.Dispose();
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_the_registry_says_settles_why_an_image_cannot_be_pulled()
    {
        await ExplainedAsync("wrong-tag", "FixImageTag", "confirmed · CHB401", $"the repository {Registry}/demo/busybox has no tag 1.36; nearest: 1.35");
        await ExplainedAsync("wrong-repository", "FixImageName", "confirmed · CHB401", $"the registry {Registry} has no repository demo/bosybux");
        await ExplainedAsync("no-secret", "PrivatePull", "confirmed · CHB403", $"the registry {Private} wants credentials, and the pod has no pull secret", "has 1.0, and shows it only with credentials");
        await ExplainedAsync("refused", "PrivatePull", "confirmed · CHB406", $"the registry {Private} refuses what the pull secret wrong-password offers", $"has an entry for {Private}");
        await ExplainedAsync("elsewhere", "PrivatePull", "confirmed · CHB416", $"no pull secret of the pod (without-port) has an entry for the registry {Private}");
        // The node is only refused; that the tag is wrong besides, it cannot know.
        await ExplainedAsync("private-wrong-tag", "FixImageTag", "confirmed · CHB401", $"the repository {Private}/private/web has no tag 7.0; nearest: 1.0", "401 Unauthorized");
        await ExplainedAsync("private-wrong-repository", "FixImageName", "confirmed · CHB401", $"the registry {Private} has no repository private/wbe");
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_definition_is_told_that_its_tag_does_not_exist()
    {
        var answer = await _asking.AskAsync($"check -n {_ns}\n{Pod("next", $"{Registry}/demo/web:2.1")}", "alice");
        Assert.Contains("CHB959", answer, StringComparison.Ordinal);
        Assert.Contains("the repository demo/web has no 2.1; nearest: 2.0, 1.0", answer, StringComparison.Ordinal);
    }

    private async Task ExplainedAsync(string pod, string end, params string[] words)
    {
        await RealCluster.HappenedAsync(_ns, pod, "Failed");
        var why = await _asking.AskAsync($"why pod {pod} -n {_ns}", "alice");
        Assert.All(words, word => Assert.Contains(word, why, StringComparison.Ordinal));
        Assert.DoesNotContain("demo:", why, StringComparison.Ordinal);
        Assert.Contains($"› {end}\n", await _asking.AskAsync($"walk pod {pod} -n {_ns}", "alice"), StringComparison.Ordinal);
    }

    private static string Pod(string name, string image, string? secret = null) => $$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{name}}"},
         "spec": {"imagePullSecrets": [{{(secret is null ? "" : $$"""{"name": "{{secret}}"}""")}}], "containers": [{"name": "app", "image": "{{image}}"}]} }
        """;

    private static string Secret(string name, string registry, string account)
    {
        var entry = Convert.ToBase64String(Encoding.UTF8.GetBytes(account));
        var config = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"auths": {"{{registry}}": {"auth": "{{entry}}"} } }"""));
        return $$"""{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "{{name}}"}, "type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": "{{config}}"} }""";
    }
}
