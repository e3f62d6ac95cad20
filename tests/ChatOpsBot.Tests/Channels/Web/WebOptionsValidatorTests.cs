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
        var problems = WebOptionsValidator.Problems(options).ToList();
        Assert.Equal(6, problems.Count);
        foreach (var word in new[] { "'On Call'", "'x' twice", "Web:Personas", "Authority", "ClientId", "ClientSecret" })
            Assert.Contains(problems, problem => problem.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void A_whole_provider_is_accepted() =>
        Assert.Empty(WebOptionsValidator.Problems(new() { OpenIdConnect = new() { Authority = "https://idp.example", ClientId = "bot", ClientSecret = "s" } }));
}
