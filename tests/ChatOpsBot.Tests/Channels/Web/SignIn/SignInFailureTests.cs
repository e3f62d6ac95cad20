using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>Everything that must not sign somebody in, and what the person and the operator read then.</summary>
public sealed class SignInFailureTests : IClassFixture<SignInStage>, IDisposable
{
    private readonly SignInStage _stage;
    private readonly LogLines _log = new();

    public SignInFailureTests(SignInStage stage)
    {
        _stage = stage;
        stage.Bot.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
    }

    public static TheoryData<string> Forgeries => [.. Tampering.Keys];

    private static Dictionary<string, (Action<ProviderStandIn> Do, string Why)> Tampering { get; } = new()
    {
        ["another application's token"] = (provider => provider.Tamper = token => token.Audience = "another-application", "IDX10214"),
        ["another provider's token"] = (provider => provider.Tamper = token => token.Issuer = "https://other.example", "IDX10205"),
        ["an expired token"] = (provider => provider.Tamper = token => (token.NotBefore, token.IssuedAt, token.Expires) = (Hours(-3), Hours(-3), Hours(-1)), "IDX10223"),
        ["a token of the future"] = (provider => provider.Tamper = token => (token.NotBefore, token.Expires) = (Hours(1), Hours(2)), "IDX10222"),
        ["a replayed nonce"] = (provider => provider.Tamper = token => token.Claims["nonce"] = "1.another", "IDX21323"),
        ["no nonce"] = (provider => provider.Tamper = token => token.Claims.Remove("nonce"), "IDX21320"),
        ["no subject"] = (provider => provider.Tamper = token => token.Claims.Remove("sub"), "IDX21314"),
        ["no signature"] = (provider => provider.Tamper = token => token.SigningCredentials = null, "The id token is not signed"),
        ["a foreign key"] = (provider => provider.SignWith = ProviderStandIn.NewKey(), "IDX10503"),
        ["the client's secret as the key"] = (provider => provider.Tamper = token => token.SigningCredentials = new(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256), "IDX10517"),
    };

    public void Dispose()
    {
        (_stage.Provider.Tamper, _stage.Provider.SignWith, _stage.Provider.TokenStatus, _stage.Provider.KeysStatus) = (null, null, null, null);
        _log.Dispose();
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_wrong_signs_nobody_in_and_the_page_says_so_in_the_readers_language(string what)
    {
        var (tamper, why) = Tampering[what];
        tamper(_stage.Provider);
        using var browser = _stage.Open();
        browser.Language = "zh-CN";
        var page = await browser.SignInAsync("Alice Doe");
        Assert.Equal((HttpStatusCode.Unauthorized, "/signin-oidc"), (page.Status, page.Url.AbsolutePath));
        Assert.Contains("无法验证此次登录", page.Text);
        Reads(page);
        Assert.DoesNotContain("chatops-session", browser.Jar.Keys);
        Assert.Contains($"Warning: Nobody was signed in: {why}", _log.All);
        Assert.DoesNotContain("Error: ", _log.All);
        Dispose();
        Assert.Equal(HttpStatusCode.OK, (await SignInAgainAsync(browser, page)).Status);
    }

    [Fact]
    public async Task A_foreign_state_a_stolen_answer_and_one_used_twice_sign_nobody_in()
    {
        using var alice = _stage.Open();
        var callback = await UntilCallbackAsync(alice);

        // Mallory has Alice's answer, but not the cookies of the browser in which it began.
        using var mallory = _stage.Open();
        Stale(await mallory.GetAsync(callback.PathAndQuery), mallory);
        // Mallory's own beginning does not help.
        await mallory.GetAsync("/");
        Stale(await mallory.GetAsync(callback.PathAndQuery), mallory);
        foreach (var query in new[] { "", "?code=x", "?state=x", "?code=x&state=x", callback.Query.Replace("state=", "state=x", StringComparison.Ordinal) })
            Stale(await mallory.GetAsync("/signin-oidc" + query), mallory);

        Assert.Equal(HttpStatusCode.OK, (await alice.GoAsync(callback.PathAndQuery)).Status);
        using var replay = alice.Copy();
        replay.Jar.Remove("chatops-session");
        Stale(await replay.GetAsync(callback.PathAndQuery), replay);
        Assert.Contains("Correlation failed", _log.All);
        Assert.DoesNotContain("Error: ", _log.All);
    }

    [Fact]
    public async Task A_code_of_another_sign_in_is_refused_by_the_provider_for_it_lacks_the_verifier()
    {
        using SignInBrowser victim = _stage.Open(), mallory = _stage.Open();
        var (stolen, own) = (await UntilCallbackAsync(victim), await UntilCallbackAsync(mallory));
        string Of(Uri url, string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query)[name].ToString();
        var page = await mallory.GetAsync($"/signin-oidc?code={Of(stolen, "code")}&state={Uri.EscapeDataString(Of(own, "state"))}");
        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Reads(page);
        Assert.Contains("code_verifier", Assert.Single(_stage.Provider.Refusals));
        _stage.Provider.Refusals.Clear();
    }

    [Fact]
    public async Task Who_gives_up_at_the_provider_reads_that_and_may_begin_again()
    {
        using var browser = _stage.Open();
        var page = await browser.GoAsync((await browser.GoAsync("/")).Link("Cancel"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("You were not let in", page.Text);
        Reads(page);
        Assert.Equal(HttpStatusCode.OK, (await SignInAgainAsync(browser, page)).Status);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(204)]
    public async Task A_token_endpoint_that_fails_is_a_page_and_a_line_and_the_next_try_works(int status)
    {
        _stage.Provider.TokenStatus = status;
        using var browser = _stage.Open();
        var page = await browser.SignInAsync("Alice Doe");
        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Reads(page);
        Assert.Contains("Warning: Nobody was signed in", _log.All);
        _stage.Provider.TokenStatus = null;
        Assert.Equal(HttpStatusCode.OK, (await SignInAgainAsync(browser, page)).Status);
    }

    [Fact]
    public async Task What_a_visitor_puts_into_an_answer_is_neither_on_the_page_nor_a_line_of_its_own_in_the_log()
    {
        using var browser = _stage.Open();
        var state = (await browser.GetAsync("/")).Query("state");
        var page = await browser.GetAsync($"/signin-oidc?error=%0Afake&error_description=<script>alert(1)</script>%0D%0AError: forged&state={Uri.EscapeDataString(state)}");
        Assert.DoesNotContain("alert(1)", page.Text);
        Assert.Contains("forged", _log.All);
        Assert.DoesNotContain(_log.All.Split('\n'), line => line.StartsWith("Error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_that_is_away_at_the_start_or_at_a_sign_in_is_a_page_and_comes_back_by_itself()
    {
        using var folder = new Clusters.TempFolder();
        await using var provider = await ProviderStandIn.StartAsync();
        await provider.GoAwayAsync();
        var (started, address) = await SignInStage.StartAsync(provider, SignInStage.Write(provider, folder.Path), Path.Combine(folder.Path, "bot.db"));
        await using var bot = started;
        bot.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        using var alice = new SignInBrowser(address) { Language = "zh-CN" };
        for (var visit = 0; visit < 2; visit++)
        {
            var away = await alice.GetAsync("/room/on-call");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
            Assert.True(away.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Contains("登录提供方没有响应", away.Text);
            Reads(away);
        }
        Assert.Contains("Warning: Nobody can sign in, the provider's metadata cannot be read", _log.All);
        Assert.DoesNotContain("Error: ", _log.All);
        await provider.ComeBackAsync();
        Assert.Equal(HttpStatusCode.OK, (await alice.SignInAsync("Alice Doe")).Status);

        // Away again between the two halves of a sign-in.
        using var other = new SignInBrowser(address);
        var callback = await UntilCallbackAsync(other);
        await provider.GoAwayAsync();
        var half = await other.GetAsync(callback.PathAndQuery);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, half.Status);
        Assert.Contains("The sign-in provider does not answer", half.Text);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync("/")).Status);
        await provider.ComeBackAsync();
        Assert.Equal(HttpStatusCode.OK, (await SignInAgainAsync(other, half)).Status);
    }

    [Fact]
    public async Task A_provider_that_changes_its_key_overnight_signs_people_in_at_once_each_time()
    {
        for (var night = 0; night < 3; night++)
        {
            using var alice = await _stage.SignInAsync("Alice Doe");
            Assert.Contains("chatops-session", alice.Jar.Keys);
            _stage.Provider.ChangeKey();
        }
        using var forged = _stage.Open();
        _stage.Provider.SignWith = ProviderStandIn.NewKey();
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.SignInAsync("Alice Doe")).Status);
    }

    [Fact]
    public async Task A_provider_that_is_away_when_its_new_key_is_wanted_is_away()
    {
        using var alice = _stage.Open();
        var callback = await UntilCallbackAsync(alice);
        _stage.Provider.ChangeKey();
        _stage.Provider.KeysStatus = 503;
        var page = await alice.GetAsync(callback.PathAndQuery);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Reads(page);
        _stage.Provider.KeysStatus = null;
        Assert.Equal(HttpStatusCode.OK, (await SignInAgainAsync(alice, page)).Status);
    }

    private static DateTime Hours(double hours) => TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(hours);

    // The provider may know the person by then, and does not ask again.
    private static async Task<SignInBrowser.Seen> SignInAgainAsync(SignInBrowser browser, SignInBrowser.Seen page)
    {
        Assert.Contains("<a href=\"/\">", page.Html);
        var next = await browser.GoAsync("/");
        return next.Html.Contains("/choose?", StringComparison.Ordinal) ? await browser.GoAsync(next.Link("Alice Doe")) : next;
    }

    // Everything up to the provider's answer, which is not delivered yet.
    private static async Task<Uri> UntilCallbackAsync(SignInBrowser browser)
    {
        var next = (await browser.GoAsync("/")).Link("Alice Doe");
        while (true)
        {
            var seen = await browser.GetAsync(next);
            if (seen.Location!.AbsolutePath == "/signin-oidc") return seen.Location;
            next = seen.Location.AbsoluteUri;
        }
    }

    private static void Stale(SignInBrowser.Seen page, SignInBrowser browser)
    {
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("This sign-in is not valid any more", page.Text);
        Reads(page);
        Assert.DoesNotContain("chatops-session", browser.Jar.Keys);
    }

    private static void Reads(SignInBrowser.Seen page)
    {
        Assert.Contains("<main class=\"nobody\">", page.Html);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        foreach (var inside in new[] { "IDX", "Exception", "   at ", "web.notice" }) Assert.DoesNotContain(inside, page.Text);
    }
}
