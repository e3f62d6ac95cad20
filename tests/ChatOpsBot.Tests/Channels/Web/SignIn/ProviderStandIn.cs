using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>An OpenID Connect provider on loopback, over real HTTP: metadata, keys, a page to choose who one is, codes that work once,
/// signed tokens and a sign-out. It refuses what a real one refuses, and says why.</summary>
internal sealed class ProviderStandIn : IAsyncDisposable
{
    public const string ClientId = "chatops";
    public const string ClientSecret = "s3cret/ + &=ü";
    private const string Cookie = "provider-session";
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Grant> _codes = new();
    private WebApplication? _app;
    private RsaSecurityKey _key = NewKey();

    /// <summary>Where it is, which is its issuer too.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>Who has an account here: subject and name.</summary>
    public Dictionary<string, string> People { get; } = new() { ["a-1"] = "Alice Doe", ["m-9"] = "Mallory Roe" };

    /// <summary>Where it may lead back to, character by character.</summary>
    public HashSet<string> RedirectUris { get; } = [];

    /// <summary>What it refused.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Changes the next tokens.</summary>
    public Action<SecurityTokenDescriptor>? Tamper { get; set; }

    /// <summary>Signs with this key in place of its own.</summary>
    public SecurityKey? SignWith { get; set; }

    /// <summary>What the token endpoint answers in place of a token.</summary>
    public int? TokenStatus { get; set; }

    /// <summary>What the keys' endpoint answers in place of keys.</summary>
    public int? KeysStatus { get; set; }

    /// <summary>Whether it can end its own session when an application asks.</summary>
    public bool HasSignOut { get; set; } = true;

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>Another key from now on, with nothing said beforehand and the old one gone.</summary>
    public void ChangeKey() => _key = NewKey();

    public static async Task<ProviderStandIn> StartAsync()
    {
        var provider = new ProviderStandIn();
        await provider.StartAsync(0);
        return provider;
    }

    /// <summary>Back at the same address.</summary>
    public Task ComeBackAsync() => StartAsync(new Uri(Issuer).Port);

    /// <summary>Away: nobody listens.</summary>
    public async Task GoAwayAsync()
    {
        if (_app is { } app) await app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await GoAwayAsync();

    private async Task StartAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGet("/.well-known/openid-configuration", (HttpContext http) => JsonAsync(http, Metadata()));
        _app.MapGet("/keys", KeysAsync);
        _app.MapGet("/authorize", Authorize);
        _app.MapGet("/choose", Choose);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/end", End);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Issuer = _app.Urls.First();
    }

    private JsonObject Metadata()
    {
        var metadata = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query", "form_post"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
        };
        if (HasSignOut) metadata["end_session_endpoint"] = Issuer + "/end";
        return metadata;
    }

    private Task KeysAsync(HttpContext http)
    {
        http.Response.StatusCode = KeysStatus ?? StatusCodes.Status200OK;
        return KeysStatus is null ? JsonAsync(http, Keys()) : Task.CompletedTask;
    }

    private JsonObject Keys()
    {
        var parameters = _key.Rsa.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = _key.KeyId,
                ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            }),
        };
    }

    private Task Authorize(HttpContext http)
    {
        var query = http.Request.Query;
        // Without an application and a place that are known there is nobody to send an error to.
        if (query["client_id"] != ClientId) return RefuseAsync(http, "unknown client_id");
        if (!RedirectUris.Contains(query["redirect_uri"].ToString())) return RefuseAsync(http, $"redirect_uri {query["redirect_uri"]} is not registered");
        if (query["response_type"] != "code") return RefuseAsync(http, "response_type is not code");
        if (query["response_mode"].ToString() is not ("" or "query")) return RefuseAsync(http, "response_mode is not query");
        if (!query["scope"].ToString().Split(' ').Contains("openid")) return RefuseAsync(http, "no scope openid");
        if (query["state"].ToString().Length == 0) return RefuseAsync(http, "no state");
        if (query["nonce"].ToString().Length == 0) return RefuseAsync(http, "no nonce");
        if (query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length != 43) return RefuseAsync(http, "no PKCE with S256");
        if (http.Request.Cookies[Cookie] is not { } subject)
        {
            var back = Uri.EscapeDataString(http.Request.Path + http.Request.QueryString);
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(string.Concat(People.Select(person => $"<p><a href=\"/choose?who={person.Key}&back={back}\">{person.Value}</a></p>"))
                + $"<p><a href=\"{BackTo(query, "error", "access_denied")}\">Cancel</a></p>");
        }
        var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(24));
        _codes[code] = new(query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]!, subject, TimeProvider.System.GetUtcNow() + CodeLife);
        http.Response.Redirect(BackTo(query, "code", code));
        return Task.CompletedTask;
    }

    private Task Choose(HttpContext http)
    {
        http.Response.Cookies.Append(Cookie, http.Request.Query["who"]!, new() { HttpOnly = true, SameSite = SameSiteMode.Lax });
        http.Response.Redirect(http.Request.Query["back"]!);
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (TokenStatus is { } status) http.Response.StatusCode = status;
        else if (form["grant_type"] != "authorization_code") await InvalidAsync(http, "unsupported_grant_type", "grant_type");
        else if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret) await InvalidAsync(http, "invalid_client", "client_id or client_secret");
        else if (!_codes.TryRemove(form["code"].ToString(), out var grant)) await InvalidAsync(http, "invalid_grant", "the code is unknown or was used");
        else if (grant.Until < TimeProvider.System.GetUtcNow()) await InvalidAsync(http, "invalid_grant", "the code is too old");
        else if (form["redirect_uri"] != grant.RedirectUri) await InvalidAsync(http, "invalid_grant", "another redirect_uri");
        else if (Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != grant.Challenge) await InvalidAsync(http, "invalid_grant", "code_verifier");
        else
        {
            http.Response.Headers.CacheControl = "no-store";
            await JsonAsync(http, new JsonObject { ["token_type"] = "Bearer", ["access_token"] = "opaque", ["expires_in"] = 3600, ["id_token"] = Token(grant) });
        }
    }

    private string Token(Grant grant)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = grant.Subject, ["nonce"] = grant.Nonce, ["name"] = People[grant.Subject] },
            SigningCredentials = new SigningCredentials(SignWith ?? _key, SecurityAlgorithms.RsaSha256),
        };
        Tamper?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task End(HttpContext http)
    {
        var query = http.Request.Query;
        var hint = query["id_token_hint"].ToString();
        var checking = await new JsonWebTokenHandler().ValidateTokenAsync(hint, new() { ValidIssuer = Issuer, ValidAudience = ClientId, IssuerSigningKey = _key });
        if (query["client_id"] != ClientId) await RefuseAsync(http, "unknown client_id");
        else if (hint.Length > 0 && !checking.IsValid) await RefuseAsync(http, "id_token_hint is none of its tokens");
        else if (!RedirectUris.Contains(query["post_logout_redirect_uri"].ToString())) await RefuseAsync(http, $"post_logout_redirect_uri {query["post_logout_redirect_uri"]} is not registered");
        else
        {
            http.Response.Cookies.Delete(Cookie);
            http.Response.Redirect(query["post_logout_redirect_uri"]!);
        }
    }

    private static string BackTo(IQueryCollection query, string name, string value) =>
        QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { [name] = value, ["state"] = query["state"] });

    private Task InvalidAsync(HttpContext http, string error, string why)
    {
        Refusals.Enqueue(why);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return JsonAsync(http, new JsonObject { ["error"] = error, ["error_description"] = why });
    }

    private Task RefuseAsync(HttpContext http, string why)
    {
        Refusals.Enqueue(why);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsync(why);
    }

    private static Task JsonAsync(HttpContext http, JsonObject json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString());
    }

    private sealed record Grant(string RedirectUri, string Challenge, string Nonce, string Subject, DateTimeOffset Until);
}
