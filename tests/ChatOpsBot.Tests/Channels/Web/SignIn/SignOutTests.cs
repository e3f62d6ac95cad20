using System.Net;
using ChatOpsBot.Host.Channels.Web.SignIn;
using ChatOpsBot.Tests.Clusters;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

public sealed class SignOutTests(SignInStage stage) : IClassFixture<SignInStage>
{
    [Fact]
    public async Task Signing_out_ends_the_session_for_every_copy_of_its_cookie_and_then_at_the_provider()
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        using var copy = alice.Copy();
        using var elsewhere = await stage.SignInAsync("Alice Doe");
        var done = await alice.PostAsync("/sign-out");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("You are signed out", done.Text);
        Assert.Contains("http-equiv=\"refresh\"", done.Html);
        Assert.DoesNotContain("chatops-session", alice.Jar.Keys);
        Assert.Contains("id_token_hint=ey", done.Link("Sign out at the provider too"));
        foreach (var path in new[] { "/", "/files/1/0" })
            Assert.StartsWith(stage.Provider.Issuer, (await copy.GetAsync(path)).Location?.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
        // Another session of the same person is not this one.
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/")).Status);

        var back = await alice.GoAsync(done.Link("Sign out at the provider too"));
        Assert.Equal("/signed-out", back.Url.AbsolutePath);
        Assert.Contains("You are signed out", back.Text);
        Assert.Contains("Cancel", (await alice.GoAsync(back.Link("Sign in"))).Text);
        Assert.Empty(stage.Provider.Refusals);
    }

    [Fact]
    public async Task A_token_too_long_for_a_cookie_is_not_kept_and_signing_out_works_without_it()
    {
        stage.Provider.Tamper = token => token.Claims["groups"] = new string('g', 3000);
        using var alice = await stage.SignInAsync("Alice Doe");
        stage.Provider.Tamper = null;
        Assert.InRange(alice.Jar["chatops-session"].Length, 100, 2000);
        Assert.DoesNotContain("chatops-sessionC1", alice.Jar.Keys);
        var onward = (await alice.PostAsync("/sign-out")).Link("Sign out at the provider too");
        Assert.DoesNotContain("id_token_hint", onward);
        Assert.Equal("/signed-out", (await alice.GoAsync(onward)).Url.AbsolutePath);
        Assert.Empty(stage.Provider.Refusals);
    }

    [Fact]
    public async Task No_other_sites_page_signs_somebody_out_neither_by_a_form_nor_by_a_link()
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync("/sign-out", "https://evil.example")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync("/sign-out", "null")).Status);
        foreach (var path in new[] { "/sign-out", "/signed-out", $"/signout-oidc?iss={Uri.EscapeDataString(stage.Provider.Issuer)}" }) await alice.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_signed_out_already()
    {
        using var browser = stage.Open();
        browser.Language = "zh-CN";
        var done = await browser.PostAsync("/sign-out");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("你已退出登录", done.Text);
        Assert.DoesNotContain("refresh", done.Html);
    }

    [Fact]
    public async Task A_session_goes_on_over_a_restart_without_the_provider_and_an_ended_one_does_not()
    {
        using var folder = new TempFolder();
        await using var provider = await ProviderStandIn.StartAsync();
        provider.HasSignOut = false;
        var settings = SignInStage.Write(provider, folder.Path);
        var store = Path.Combine(folder.Path, "bot.db");
        var (bot, address) = await SignInStage.StartAsync(provider, settings, store);
        using SignInBrowser alice = new(address), other = new(address);
        await alice.SignInAsync("Alice Doe");
        await other.SignInAsync("Alice Doe");
        using var copy = alice.Copy();
        Assert.DoesNotContain("refresh", (await alice.PostAsync("/sign-out")).Html);
        await bot.DisposeAsync();
        await provider.GoAwayAsync();

        (bot, address) = await SignInStage.StartAsync(provider, settings, store);
        await using var next = bot;
        Assert.Equal(HttpStatusCode.OK, (await other.At(address).GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await copy.At(address).GetAsync("/")).Status);
        Assert.Contains("You are signed out", (await other.At(address).PostAsync("/sign-out")).Text);
    }

    [Fact]
    public async Task An_open_window_is_told_when_its_session_ends_and_only_then()
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        var (hers, others) = (Window(alice), Window(await stage.SignInAsync("Alice Doe")));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hers.AuthenticationStateChanged += _ => told.TrySetResult();
        Assert.True((await hers.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
        await alice.PostAsync("/sign-out");
        await told.Task.WaitAsync(Limit.OfAWait, TestContext.Current.CancellationToken);
        Assert.False((await hers.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
        Assert.True((await others.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    // As the framework makes one for a circuit, with the user of the request that opened it.
    private WindowSession Window(SignInBrowser browser)
    {
        var options = stage.Bot.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var user = options.TicketDataFormat.Unprotect(Uri.UnescapeDataString(browser.Jar["chatops-session"]))!.Principal;
        var window = new WindowSession(stage.Bot.Services.GetRequiredService<Sessions>(), TimeProvider.System);
        window.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        return window;
    }
}
