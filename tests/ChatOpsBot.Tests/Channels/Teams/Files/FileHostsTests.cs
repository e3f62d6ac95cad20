using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Teams.Files;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Teams.Files;

public sealed class FileHostsTests
{
    [Theory]
    [InlineData("https://contoso-my.sharepoint.com/personal/alex/_api/v2.0/drive/items/1/uploadSession?guid=1", true)]
    [InlineData("https://contoso.SharePoint.cn/x", true)]
    [InlineData("https://contoso.sharepoint.us/x", true)]
    [InlineData("http://contoso-my.sharepoint.com/x", false)]
    [InlineData("https://contoso-my.sharepoint.com:8443/x", false)]
    [InlineData("https://sharepoint.com.evil.example/x", false)]
    [InlineData("https://evilsharepoint.com/x", false)]
    [InlineData("https://contoso.sharepoint.com@evil.example/x", false)]
    [InlineData("https://169.254.169.254/metadata", false)]
    [InlineData("https://kubernetes.default.svc/api", false)]
    [InlineData("http://127.0.0.1/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_https_on_a_host_of_SharePoint_is_called(string? address, bool allowed) =>
        Assert.Equal(allowed, new FileHosts(Options.Create(new TeamsOptions())).Allows(address, out _));

    [Theory]
    [InlineData("http://127.0.0.1:5/x", true)]
    [InlineData("https://localhost/x", true)]
    [InlineData("http://10.0.0.1/x", false)]
    public void Local_tests_reach_this_machine_and_no_other(string address, bool allowed) =>
        Assert.Equal(allowed, new FileHosts(Options.Create(new TeamsOptions { LocalTests = true })).Allows(address, out _));
}
