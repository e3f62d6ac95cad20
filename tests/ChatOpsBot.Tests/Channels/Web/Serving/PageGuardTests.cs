using System.Net;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Channels.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Web.Serving;

public sealed class PageGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5100", null, null, true)]
    [InlineData("::1", "[::1]:5100", null, null, true)]
    [InlineData("127.0.0.1", "localhost:5100", "http://localhost:5100", null, true)]
    [InlineData("127.0.0.1", "localhost:5100", "http://localhost:8080", null, false)]
    [InlineData("127.0.0.1", "localhost:5100", "https://evil.example", null, false)]
    [InlineData("127.0.0.1", "localhost:5100", "null", null, false)]
    [InlineData("127.0.0.1", "rebound.example:5100", null, null, false)]
    [InlineData("127.0.0.1", "rebound.example:5100", "http://rebound.example:5100", null, false)]
    [InlineData("127.0.0.1", "localhost:5100", null, "X-Forwarded-For", false)]
    [InlineData("10.0.0.5", "localhost:5100", null, null, false)]
    public async Task Without_a_sign_in_only_this_machines_own_page_is_let_in(string peer, string host, string? origin, string? header, bool let)
    {
        Assert.Equal(let, await IsLetInAsync(new(), peer, host, origin, header));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://bot.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task With_a_sign_in_everybody_is_let_to_it_but_another_sites_page(string? origin, bool let)
    {
        var options = new WebOptions { OpenIdConnect = new() { Authority = "https://idp.example", ClientId = "bot", ClientSecret = "s" } };
        Assert.Equal(let, await IsLetInAsync(options, "10.0.0.5", "bot.example", origin, null));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/_blazor/negotiate", true)]
    [InlineData("/files/1/0", true)]
    [InlineData("/api/messages", false)]
    [InlineData("/healthz/ready", false)]
    public void The_bot_service_and_probes_have_rules_of_their_own(string path, bool guarded)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        Assert.Equal(guarded, PageGuard.Guards(http));
    }

    private static async Task<bool> IsLetInAsync(WebOptions options, string peer, string host, string? origin, string? header)
    {
        var let = false;
        var guard = new PageGuard(
            _ =>
            {
                let = true;
                return Task.CompletedTask;
            },
            Options.Create(options),
            NullLogger<PageGuard>.Instance);
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        http.Request.Host = new HostString(host);
        if (origin is not null) http.Request.Headers.Origin = origin;
        if (header is not null) http.Request.Headers[header] = "10.0.0.5";
        await guard.InvokeAsync(http);
        Assert.Equal(let ? 200 : 403, http.Response.StatusCode);
        Assert.Contains("default-src 'none'", http.Response.Headers.ContentSecurityPolicy.ToString());
        return let;
    }
}
