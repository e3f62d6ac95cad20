using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Teams.Authentication;

public sealed class ServiceUrlsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://webchat.botframework.com/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams")]
    [InlineData("https://teams.microsoft.us/x")]
    [InlineData("https://connector.example:8443/x")]
    public void Microsofts_and_configured_services_are_answered(string url) => Assert.True(Urls(local: false).Allows(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a url")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://evil.example/")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://botframework.com.evil.example/")]
    [InlineData("https://other.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://user:secret@smba.trafficmanager.net/")]
    [InlineData("https://connector.example/x")]
    [InlineData("http://localhost:56150/_connector")]
    [InlineData("http://169.254.169.254/metadata")]
    public void All_others_are_not(string? url) => Assert.False(Urls(local: false).Allows(url));

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://127.0.0.1:56150/_connector", true)]
    [InlineData("http://[::1]:56150/_connector", true)]
    [InlineData("http://localhost.evil.example/", false)]
    [InlineData("ftp://localhost/", false)]
    [InlineData("http://10.0.0.1/", false)]
    public void Local_tests_add_this_machine_and_nothing_else(string url, bool allowed) => Assert.Equal(allowed, Urls(local: true).Allows(url));

    private static ServiceUrls Urls(bool local)
    {
        var options = new TeamsOptions { LocalTests = local };
        options.ServiceHosts.Add("connector.example:8443");
        return new ServiceUrls(Options.Create(options));
    }
}
