using System.Security.Claims;
using ChatOpsBot.Host.Channels.Web.Serving;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>What happens while the provider signs somebody in: a session begins, or a page says why none does.</summary>
internal sealed partial class ProviderEvents(Sessions sessions, ILogger<ProviderEvents> logger) : OpenIdConnectEvents
{
    private const int LongestReason = 500;

    // Longer ones would make the cookie more than a browser takes in one piece, and requests longer than proxies take.
    private const int LongestHint = 2000;

    // The cookie travels with every request; a provider may say a hundred things about a person.
    private static readonly string[] Kept = ["iss", "sub", "name", "preferred_username"];

    /// <inheritdoc/>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        // What a known proxy forwarded was taken in and is gone from the headers by now.
        if (context.Request.Headers.ContainsKey("X-Forwarded-Proto"))
            LogUnknownProxy(context.HttpContext.Connection.RemoteIpAddress?.ToString(), context.ProtocolMessage.RedirectUri);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        // By the specification a token that came straight from the provider need not be signed, and the handler lets such ones pass.
        if (context.SecurityToken is not { RawSignature.Length: > 0 })
        {
            context.Fail(new SecurityTokenInvalidSignatureException("The id token is not signed."));
            return Task.CompletedTask;
        }
        Claim[] claims = [.. context.Principal!.Claims.Where(claim => Kept.Contains(claim.Type)), .. sessions.Begin()];
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, context.Scheme.Name));
        context.Properties!.ExpiresUtc = Sessions.Of(context.Principal)!.Value.End;
        // A provider may ask for it when somebody signs out (OpenID Connect RP-Initiated Logout, id_token_hint).
        if (context.TokenEndpointResponse?.IdToken is { Length: <= LongestHint } token)
            context.Properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var http = context.HttpContext;
        var failure = context.Failure!;
        LogFailed(Reason(failure));
        context.HandleResponse();
        if (ProviderAway.Is(failure)) return ProviderAway.SayAsync(http);
        if (context.Request.Query["error"] == "access_denied") return Notice.WriteAsync(http, StatusCodes.Status403Forbidden, "denied");
        // The handler's own: a state, nonce or correlation cookie that is missing, foreign or too old. Everything else is about tokens.
        return failure is AuthenticationFailureException
            ? Notice.WriteAsync(http, StatusCodes.Status400BadRequest, "stale")
            : Notice.WriteAsync(http, StatusCodes.Status401Unauthorized, "untrusted");
    }

    /// <summary>What a failure says, in one line: parts of it come from whoever made the request.</summary>
    public static string Reason(Exception failure)
    {
        var chain = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException) chain.Add(cause.Message);
        var line = string.Concat(string.Join(" | ", chain).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length > LongestReason ? line[..LongestReason] + "…" : line;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was signed in: {Why}")]
    private partial void LogFailed(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody at {Peer} sent X-Forwarded-Proto, which is ignored: it is no proxy of Web:KnownProxies. The provider is told to lead back to {RedirectUri}")]
    private partial void LogUnknownProxy(string? peer, string? redirectUri);
}
