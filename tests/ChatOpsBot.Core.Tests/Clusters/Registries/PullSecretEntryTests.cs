using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Tests.Clusters.Registries;

public sealed class PullSecretEntryTests
{
    // The kubelet's own cases: https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/credentialprovider/keyring_test.go
    [Theory]
    [InlineData("registry.example:5000", "registry.example:5000/shop/web:1")]
    [InlineData("https://registry.example:5000", "registry.example:5000/shop/web:1")]
    [InlineData("http://registry.example:5000/v1/", "registry.example:5000/shop/web:1")]
    [InlineData("registry.example:5000/v2/", "registry.example:5000/shop/web:1")]
    [InlineData("registry.example/shop", "registry.example/shop/web:1")]
    [InlineData("*.example", "registry.example/shop/web:1")]
    [InlineData("registry.*.example", "registry.eu.example/web")]
    [InlineData("https://index.docker.io/v1/", "shop/web:1")]
    public void An_entry_covers(string entry, string image) => Assert.True(PullSecretEntry.Covers(entry, ImageReference.Parse(image)!));

    [Theory]
    [InlineData("registry.example", "registry.example:5000/shop/web:1")]
    [InlineData("registry.example:5000", "registry.example/shop/web:1")]
    [InlineData("registry.example:5001", "registry.example:5000/shop/web:1")]
    [InlineData("example", "registry.example/shop/web:1")]
    [InlineData("*.example", "registry.eu.example/web")]
    [InlineData("registry.example/ops", "registry.example/shop/web:1")]
    [InlineData("https://index.docker.io/v1/", "registry.example/web:1")]
    [InlineData("", "registry.example/web:1")]
    public void An_entry_does_not_cover(string entry, string image) => Assert.False(PullSecretEntry.Covers(entry, ImageReference.Parse(image)!));
}
