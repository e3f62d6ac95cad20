using ChatOpsBot.Host.Channels.Loopback;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>Stands before everything that browsers are served: lets nobody in from elsewhere, and sets what the browser may do.</summary>
internal sealed partial class PageGuard(RequestDelegate next, IOptions<WebOptions> options, ILogger<PageGuard> logger)
{
    // MudBlazor writes its theme as a style element and positions by style attributes; scripts come from files of this server alone.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Whether a path is the page's. The bot service and probes have endpoints of their own, with rules of their own.</summary>
    public static bool Guards(HttpContext http) => !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/healthz");

    /// <summary>Answers or lets through.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Without a referrer to itself a browser names no origin for a form of this page, and its POST would be refused as another site's.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (Refusal(http) is not { } why) return next(http);
        LogRefused(why, http.Connection.RemoteIpAddress?.ToString(), http.Request.Host.Value, http.Request.Path);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(why, http.RequestAborted);
    }

    private string? Refusal(HttpContext http)
    {
        if (!LocalPeers.IsOwnPage(http)) return "Another site's page may not talk to this one.";
        if (options.Value.OpenIdConnect.IsConfigured || LocalPeers.IncludesBrowser(http)) return null;
        return "Without a sign-in provider (Web:OpenIdConnect) this page is served on this machine alone, at http://localhost.";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page refused: {Why} (peer {Peer}, host {Host}, path {Path})")]
    private partial void LogRefused(string why, string? peer, string? host, string path);
}
