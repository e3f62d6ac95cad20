using ChatOpsBot.Host.Channels.Web;

namespace ChatOpsBot.Tests.Channels.Web;

public sealed class WebOptionsValidatorTests
{
    [Fact]
    public void Nothing_needs_to_be_set() => Assert.Empty(WebOptionsValidator.Problems(new()));

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var options = new WebOptions { Personas = true, OpenIdConnect = new() { Authority = "http://idp.example" } };
        foreach (var room in new[] { "On Call", "x", "x" }) options.Rooms.Add(room);
        foreach (var proxy in new[] { "10.0.0.0/8", "::1", "proxy.example", "10.0.0.0/99" }) options.KnownProxies.Add(proxy);
        var problems = WebOptionsValidator.Problems(options).ToList();
        Assert.Equal(8, problems.Count);
        foreach (var word in new[] { "'On Call'", "'x' twice", "Web:Personas", "'proxy.example'", "'10.0.0.0/99'", "Authority", "ClientId", "ClientSecret" })
            Assert.Contains(problems, problem => problem.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://idp.example", true)]
    [InlineData("https://idp.example/tenant/v2.0", true)]
    [InlineData("http://localhost:8080/realms/a", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://idp.example", false)]
    [InlineData("https://idp.example?x=1", false)]
    [InlineData("https://user:word@idp.example", false)]
    [InlineData("idp.example", false)]
    [InlineData("", false)]
    public void A_provider_is_reached_by_https_or_stands_on_this_machine(string authority, bool accepted) =>
        Assert.Equal(accepted, !WebOptionsValidator.Problems(new() { OpenIdConnect = new() { Authority = authority, ClientId = "bot", ClientSecret = "s" } }).Any());
}
