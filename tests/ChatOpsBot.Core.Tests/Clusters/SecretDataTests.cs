using System.Text;
using System.Text.Json;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Tests.Clusters;

public sealed class SecretDataTests
{
    [Fact]
    public void Of_a_Secret_the_names_of_its_keys_are_kept_and_nothing_else()
    {
        var secret = Read("""{"password":"c2VjcmV0","user":"YWRh"}""");
        Assert.Equal(["password", "user"], secret.Keys);
        Assert.Null(secret.Data.Registries);
    }

    [Fact]
    public void Of_a_pull_secret_the_registries_are_kept_and_no_account()
    {
        var secret = Read($$"""{".dockerconfigjson":"{{Encoded("""{"credsStore":"x","auths":{"registry.example:5000":{"username":"ada","password":"hunter2","auth":"YWRhOmh1bnRlcjI="},"b.example":{}}}""")}}"}""");
        Assert.Equal(["registry.example:5000", "b.example"], secret.Data.Registries);
        Assert.DoesNotContain("hunter2", secret.ToString() + secret.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(secret, FactsJson.Default.Secret), StringComparison.Ordinal);
    }

    [Fact]
    public void The_older_form_has_the_registries_at_its_top() => Assert.Equal(["a.example"], Read($$"""{".dockercfg":"{{Encoded("""{"a.example":{"auth":"YTpi"}}""")}}"}""").Data.Registries);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"auths\":")]
    [InlineData("\"x\"")]
    public void What_is_no_pull_secrets_form_has_no_registries_that_anybody_knows(string config)
    {
        var secret = Read($$"""{".dockerconfigjson":"{{Encoded(config)}}","other":"eA=="}""");
        Assert.Null(secret.Data.Registries);
        Assert.Equal([".dockerconfigjson", "other"], secret.Keys);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"auths\":{}}")]
    [InlineData("{\"auths\":null}")]
    public void A_pull_secret_may_have_no_entries(string config) => Assert.Empty(Read($$"""{".dockerconfigjson":"{{Encoded(config)}}"}""").Data.Registries!);

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Secret Read(string data) => JsonSerializer.Deserialize($$"""{"metadata":{"name":"s"},"type":"kubernetes.io/dockerconfigjson","data":{{data}}}""", FactsJson.Default.Secret)!;
}
