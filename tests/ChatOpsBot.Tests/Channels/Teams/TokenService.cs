using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>Bot Framework's token service on loopback, over https with a certificate of its own: metadata, keys with endorsements,
/// and tokens that are right or wrong in any way.</summary>
internal sealed class TokenService : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";
    private readonly WebApplication _app;
    private readonly LoopbackCertificate _certificate;
    private readonly List<(RsaSecurityKey Key, string[]? Endorsements)> _published = [];

    private TokenService(WebApplication app, LoopbackCertificate certificate) => (_app, _certificate) = (app, certificate);

    public RsaSecurityKey Key { get; } = NewKey("key-1");

    public Uri Metadata => new(_app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/openidconfiguration");

    /// <summary>Its certificate, for programs that must trust it.</summary>
    public string CertificatePem => _certificate.Certificate.ExportCertificatePem();

    public int Fetches { get; private set; }

    public bool Broken { get; set; }

    public static async Task<TokenService> StartAsync()
    {
        var certificate = new LoopbackCertificate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Certificate)));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        var service = new TokenService(app, certificate);
        service.Publish(service.Key, ["msteams", "webchat"]);
        app.MapGet("/openidconfiguration", async http =>
        {
            if (service.Broken) http.Response.StatusCode = 503;
            else await http.Response.WriteAsync(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = new Uri(service.Metadata, "/keys").AbsoluteUri }.ToJsonString());
        });
        app.MapGet("/keys", async http =>
        {
            service.Fetches++;
            await http.Response.WriteAsync(service.Keys().ToJsonString());
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public Task<TeamsHost> StartBotAsync(params (string, string?)[] more) => TeamsHost.StartAsync(
        _certificate.Trusting(),
        [
            ("Teams:AppId", TeamsHost.AppId), ("Teams:TenantId", TeamsHost.Tenant), ("Teams:MetadataUrl", Metadata.AbsoluteUri), .. more,
        ]);

    public void Publish(RsaSecurityKey key, string[]? endorsements) => _published.Add((key, endorsements));

    public string Token(Action<SecurityTokenDescriptor>? change = null, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = TeamsHost.AppId,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = Activities.Service },
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private JsonObject Keys() => new()
    {
        ["keys"] = new JsonArray([.. _published.Select(published =>
        {
            var parameters = published.Key.Rsa.ExportParameters(false);
            var key = new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = published.Key.KeyId,
                ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            };
            if (published.Endorsements is { } endorsements) key["endorsements"] = new JsonArray([.. endorsements.Select(name => (JsonNode)name)]);
            return key;
        })]),
    };
}
