using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Tests.Clusters.Registries;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:9af2d61f2c1e0f5f3bfe5e6d2f3c9a6ab4c34a94d9e3e5a1f7c7a3a1b2c3d4e5";

    // The cases are those of https://github.com/distribution/reference/blob/main/normalize_test.go.
    [Theory]
    [InlineData("registry.example:5000/shop/web:1.36", "registry.example:5000", "shop/web", "1.36", null)]
    [InlineData("registry.example/web", "registry.example", "web", "latest", null)]
    [InlineData("localhost/web:1", "localhost", "web", "1", null)]
    [InlineData("10.250.0.1:5000/demo/busybox:1.35", "10.250.0.1:5000", "demo/busybox", "1.35", null)]
    [InlineData("busybox:1.35", "docker.io", "library/busybox", "1.35", null)]
    [InlineData("shop/web", "docker.io", "shop/web", "latest", null)]
    [InlineData("registry.example/web@" + Digest, "registry.example", "web", null, Digest)]
    [InlineData("registry.example/web:1.0@" + Digest, "registry.example", "web", "1.0", Digest)]
    public void A_name_is_read_as_the_runtimes_read_it(string image, string registry, string repository, string? tag, string? digest) =>
        Assert.Equal(new ImageReference(registry, repository, tag, digest), ImageReference.Parse(image));

    [Theory]
    [InlineData("")]
    [InlineData("registry.example/")]
    [InlineData("registry.example/Shop/web")]
    [InlineData("registry.example/../v2/_catalog")]
    [InlineData("registry.example/web:../../admin")]
    [InlineData("registry.example/web:1.0?x=y")]
    [InlineData("registry.example/web:1.0\n")]
    [InlineData("registry.example/web@sha256")]
    [InlineData("https://registry.example/web:1.0")]
    public void What_would_change_a_URL_is_no_name(string image) => Assert.Null(ImageReference.Parse(image));

    [Fact]
    public void A_digest_says_which_image_before_the_tag_does() => Assert.Equal(Digest, ImageReference.Parse($"registry.example/web:1.0@{Digest}")!.Reference);
}
