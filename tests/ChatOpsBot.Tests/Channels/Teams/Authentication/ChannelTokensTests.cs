using System.Net;
using System.Text;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Tests.Channels.Teams.Authentication;

/// <summary>Every rule of Bot Framework's tokens, over real HTTP, each with a token that breaks it and nothing else.</summary>
public sealed class ChannelTokensTests : IAsyncLifetime
{
    private TokenService _service = null!;
    private TeamsHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await TokenService.StartAsync();
        _bot = await _service.StartBotAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_genuine_token_lets_the_activity_in()
    {
        var answer = await _bot.PostAsync(Activities.Message("pods"), _service.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("pods", Assert.Single(_bot.Recorder.Intents).Text);
    }

    [Theory]
    [InlineData("HTTPS://SMBA.TrafficManager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/emea")]
    public async Task The_service_url_is_compared_without_case_and_final_slash(string claimed) =>
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token(token => token.Claims["serviceurl"] = claimed)));

    [Fact]
    public async Task A_token_within_five_minutes_of_its_end_is_still_good() =>
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token(token => Past(token, -4))));

    [Fact]
    public Task No_token_is_refused() => RefusedAsync(null, "no token");

    [Fact]
    public Task An_expired_token_is_refused() => RefusedAsync(_service.Token(token => Past(token, -6)), "Expired");

    [Fact]
    public Task A_token_of_the_future_is_refused() => RefusedAsync(
        _service.Token(token => { token.NotBefore = Now.AddMinutes(10); token.IssuedAt = null; }), "NotYetValid");

    [Fact]
    public Task A_token_without_an_end_is_refused() => RefusedAsync(_service.Token(token => token.Expires = null), "NoExpiration");

    [Fact]
    public Task Another_issuer_is_refused_even_with_a_good_signature() =>
        RefusedAsync(_service.Token(token => token.Issuer = "https://evil.example"), "issued by 'https://evil.example'");

    [Theory]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")]
    [InlineData("https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0")]
    public Task The_emulators_tokens_which_the_sdk_takes_are_refused(string issuer) => RefusedAsync(
        _service.Token(token => { token.Issuer = issuer; token.Claims["ver"] = "1.0"; token.Claims["appid"] = TeamsHost.AppId; }), "issued by");

    [Fact]
    public Task Another_bots_token_is_refused() => RefusedAsync(_service.Token(token => token.Audience = "8c000000-0000-4000-8000-000000000000"), "Audience");

    [Fact]
    public Task A_token_for_several_bots_is_refused() => RefusedAsync(
        _service.Token(token => { token.Audience = null; token.Audiences.Add(TeamsHost.AppId); token.Audiences.Add("other"); }), "audience");

    [Fact]
    public Task A_skills_token_is_refused() => RefusedAsync(
        _service.Token(token => { token.Claims["ver"] = "1.0"; token.Claims["appid"] = "9d000000-0000-4000-8000-000000000000"; }), "made by the application");

    [Fact]
    public Task Another_tenants_token_is_refused() =>
        RefusedAsync(_service.Token(token => token.Claims["tid"] = "9d000000-0000-4000-8000-000000000000"), "another tenant");

    [Fact]
    public Task A_forged_signature_is_refused() => RefusedAsync(_service.Token(key: TokenService.NewKey("key-1")), "Signature");

    [Fact]
    public Task An_unknown_key_is_refused() => RefusedAsync(_service.Token(key: TokenService.NewKey("key-unknown")), "Signature");

    [Fact]
    public Task A_token_that_names_no_key_is_refused() => RefusedAsync(_service.Token(key: new RsaSecurityKey(_service.Key.Rsa)), "names no key");

    [Fact]
    public Task An_unsigned_token_is_refused()
    {
        var parts = _service.Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","kid":"key-1","typ":"JWT"}""");
        return RefusedAsync($"{header}.{parts[1]}.", "");
    }

    [Fact]
    public Task A_token_signed_with_the_public_key_as_a_secret_is_refused() => RefusedAsync(
        _service.Token(
            key: new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_service.Key.Rsa.ExportRSAPublicKeyPem())) { KeyId = "key-1" },
            algorithm: SecurityAlgorithms.HmacSha256),
        "");

    [Fact]
    public Task An_algorithm_that_bot_framework_does_not_use_is_refused() => RefusedAsync(_service.Token(algorithm: SecurityAlgorithms.RsaSsaPssSha256), "");

    [Fact]
    public Task A_token_without_service_url_is_refused() => RefusedAsync(_service.Token(token => token.Claims.Clear()), "no serviceurl claim");

    [Fact]
    public Task A_token_for_another_service_url_is_refused() =>
        RefusedAsync(_service.Token(token => token.Claims["serviceurl"] = "https://smba.trafficmanager.net/amer/"), "another serviceurl");

    [Fact]
    public async Task A_key_that_is_endorsed_for_another_channel_is_refused()
    {
        var key = TokenService.NewKey("key-slack");
        _service.Publish(key, ["slack"]);
        await RefusedAsync(_service.Token(key: key), "not endorsed for msteams");
    }

    [Fact]
    public async Task A_key_without_endorsements_which_the_sdk_takes_is_refused()
    {
        var key = TokenService.NewKey("key-bare");
        _service.Publish(key, null);
        await RefusedAsync(_service.Token(key: key), "not endorsed for msteams");
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public Task Nonsense_is_refused_and_is_no_fault(string token) => RefusedAsync(token, "");

    [Theory]
    [InlineData("Basic")]
    [InlineData("bearer")]
    public async Task The_scheme_is_bearer_to_the_letter(string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(Activities.Message("pods").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {_service.Token()}");
        var answer = await _bot.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_first_activity_that_a_new_key_signed_is_taken()
    {
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token()));
        var rotated = TokenService.NewKey("key-2");
        _service.Publish(rotated, ["msteams"]);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token(key: rotated)));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token()));
    }

    [Fact]
    public async Task Tokens_that_name_keys_which_nobody_published_make_the_bot_ask_once_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await TryAsync(_service.Token()));
        for (var number = 0; number < 5; number++) Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(_service.Token(key: TokenService.NewKey($"invented-{number}"))));
        Assert.Equal(2, _service.Fetches);
        _bot.Time.Advance(ChannelKeys.Again);
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(_service.Token(key: TokenService.NewKey("invented"))));
        Assert.Equal(3, _service.Fetches);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_fetched_the_caller_is_asked_to_send_again()
    {
        _service.Broken = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(_service.Token()));
        _service.Broken = false;
        Assert.Equal(HttpStatusCode.OK, await UntilAsync(() => TryAsync(_service.Token()), HttpStatusCode.OK));
    }

    [Fact]
    public async Task An_activity_without_service_url_whose_token_the_sdk_would_not_compare_is_refused()
    {
        var answer = await _bot.PostAsync(Activities.Message("pods").With("serviceUrl", null), _service.Token());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_service_url_under_another_spelling_does_not_pass_the_check()
    {
        // The SDK's reader takes the last of two members whose names differ by case.
        var body = Activities.Message("pods").ToJsonString();
        var answer = await _bot.PostAsync(body[..^1] + ""","ServiceUrl":"https://evil.example/"}""", _service.Token());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(_bot.Recorder.Intents);
    }

    [Fact]
    public async Task Even_a_genuine_token_does_not_open_a_service_that_is_not_allowed()
    {
        var token = _service.Token(descriptor => descriptor.Claims["serviceurl"] = "https://evil.example/");
        var answer = await _bot.PostAsync(Activities.Message("pods").With("serviceUrl", "https://evil.example/"), token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(_bot.Recorder.Addresses);
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static void Past(SecurityTokenDescriptor token, int minutes)
    {
        token.NotBefore = token.IssuedAt = Now.AddHours(-1);
        token.Expires = Now.AddMinutes(minutes);
    }

    private async Task<HttpStatusCode> TryAsync(string? token) => (await _bot.PostAsync(Activities.Message("pods", Guid.NewGuid().ToString()), token)).StatusCode;

    private async Task RefusedAsync(string? token, string logged)
    {
        var answer = await _bot.PostAsync(Activities.Message("pods"), token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("does not prove", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Empty(_bot.Recorder.Addresses);
        Assert.Contains("Refused a caller", _bot.Log.All, StringComparison.Ordinal);
        Assert.Contains(logged, _bot.Log.All, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, T wanted)
    {
        var end = TimeProvider.System.GetTimestamp();
        T got;
        do got = await ask();
        while (!Equals(got, wanted) && TimeProvider.System.GetElapsedTime(end) < TimeSpan.FromSeconds(20));
        return got;
    }
}
