using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>Microsoft Entra's token endpoint on loopback: numbered tokens, and what each was asked for with.</summary>
internal sealed class EntraStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EntraStandIn(WebApplication app) => _app = app;

    public List<(string Path, IFormCollection Form)> Asked { get; } = [];

    public Uri Url => new(_app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/");

    public static async Task<EntraStandIn> StartAsync(LoopbackCertificate certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Certificate)));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        var entra = new EntraStandIn(app);
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (HttpContext http, string tenant) => http.Response.WriteAsync(new JsonObject
        {
            ["issuer"] = $"{entra.Url}{tenant}/v2.0",
            ["authorization_endpoint"] = $"{entra.Url}{tenant}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{entra.Url}{tenant}/oauth2/v2.0/token",
        }.ToJsonString()));
        app.MapPost("/{tenant}/oauth2/v2.0/token", async (HttpContext http) =>
        {
            entra.Asked.Add((http.Request.Path, await http.Request.ReadFormAsync(TestContext.Current.CancellationToken)));
            await http.Response.WriteAsJsonAsync(
                new { token_type = "Bearer", expires_in = 3600, access_token = $"token-{entra.Asked.Count}" }, TestContext.Current.CancellationToken);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return entra;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
