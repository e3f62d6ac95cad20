using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ChatOpsBot.Tests.Clusters;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Recorded(string Method, string Path, string Query, IHeaderDictionary Headers, string Body, X509Certificate2? ClientCertificate);

/// <summary>A real HTTP server on loopback that answers as a test says.</summary>
internal sealed class StubApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubApiServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<Recorded> Requests { get; } = new();

    public static Task<StubApiServer> StartAsync(RequestDelegate answer) => StartAsync(answer, null);

    public static Task<StubApiServer> StartTlsAsync(RequestDelegate answer, X509Certificate2 certificate, Action<HttpsConnectionAdapterOptions>? https = null) =>
        StartAsync(answer, options =>
        {
            options.ServerCertificate = certificate;
            https?.Invoke(options);
        });

    /// <summary>Answers with JSON.</summary>
    public static async Task JsonAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>Answers with a Status object.</summary>
    public static Task StatusAsync(HttpContext context, int code, string reason, string message, string details = "{}") =>
        JsonAsync(context, $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}}}""", code);

    /// <summary>Cuts every connection and takes no other.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task<StubApiServer> StartAsync(RequestDelegate answer, Action<HttpsConnectionAdapterOptions>? https)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = https is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            if (https is not null) listen.UseHttps(https);
        }));
        if (https is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        var server = new StubApiServer(builder.Build());
        server._app.UseWebSockets();
        server._app.Run(async context =>
        {
            // What comes after the head of an upgrade is the web socket's.
            var body = context.WebSockets.IsWebSocketRequest ? "" : await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
            // The feature's dictionary is used again by the next request.
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            server.Requests.Enqueue(new(
                context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", headers, body, context.Connection.ClientCertificate));
            await answer(context);
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server._app.Urls.First());
        return server;
    }
}
