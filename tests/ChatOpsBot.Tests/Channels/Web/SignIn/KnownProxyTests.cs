using System.Net;
using ChatOpsBot.Tests.Clusters;
using ChatOpsBot.Tests.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>Behind a proxy that ends TLS.</summary>
public sealed class KnownProxyTests
{
    private static readonly Uri Public = new("https://bot.example");

    [Fact]
    public async Task Behind_a_known_proxy_the_sign_in_comes_back_by_https_and_every_cookie_is_for_https_alone()
    {
        using var folder = new TempFolder();
        await using var provider = await ProviderStandIn.StartAsync();
        provider.RedirectUris.UnionWith(["https://bot.example/signin-oidc", "https://bot.example/signed-out"]);
        var (started, address) = await SignInStage.StartAsync(provider, SignInStage.Write(provider, folder.Path, "127.0.0.0/8"), Path.Combine(folder.Path, "bot.db"));
        await using var bot = started;
        using var alice = new SignInBrowser(address, Public);
        var page = await alice.SignInAsync("Alice Doe", "/room/changes");
        Assert.Equal((HttpStatusCode.OK, "https://bot.example/room/changes"), (page.Status, page.Url.AbsoluteUri));
        Assert.All(alice.BotCookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        var done = await alice.PostAsync("/sign-out");
        Assert.Equal("/signed-out", (await alice.GoAsync(done.Link("Sign out at the provider too"))).Url.AbsolutePath);
        Assert.Empty(provider.Refusals);
    }

    [Theory]
    [InlineData()]
    [InlineData("10.0.0.0/8", "192.0.2.1", "2001:db8::/32")]
    public async Task Who_is_no_known_proxy_is_not_believed_and_the_log_says_so(params string[] proxies)
    {
        using var folder = new TempFolder();
        await using var provider = await ProviderStandIn.StartAsync();
        var (started, address) = await SignInStage.StartAsync(provider, SignInStage.Write(provider, folder.Path, proxies), Path.Combine(folder.Path, "bot.db"));
        await using var bot = started;
        var log = new LogLines();
        bot.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var browser = new SignInBrowser(address, Public);
        Assert.Equal("http://bot.example/signin-oidc", (await browser.GetAsync("/")).Query("redirect_uri"));
        Assert.NotEmpty(browser.BotCookies);
        Assert.All(browser.BotCookies, cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("X-Forwarded-Proto, which is ignored", log.All);
    }

    [Fact]
    public async Task The_frameworks_own_switch_to_believe_everybody_is_left_aside()
    {
        using var program = new ProgramRun();
        await using var provider = await ProviderStandIn.StartAsync();
        program.Environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        using var server = program.Start("serve", "--demo", "--urls", "http://127.0.0.1:0", "--config", SignInStage.Write(provider, program.Folder));
        try
        {
            Uri? address = null;
            while (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("Ctrl+C", StringComparison.Ordinal))
                address ??= line.Split(' ').Select(word => Uri.TryCreate(word.TrimEnd('.'), UriKind.Absolute, out var url) && url.Scheme == "http" ? url : null).FirstOrDefault(url => url is not null);
            using var browser = new SignInBrowser(address!, Public);
            Assert.Equal("http://bot.example/signin-oidc", (await browser.GetAsync("/")).Query("redirect_uri"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }
}
