using ChatOpsBot.Host.Channels.Web.Serving;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>What somebody gets who is not signed in: a page leads to the provider and back to itself; for anything else, such as a
/// window's connection, there is nowhere to lead.</summary>
internal sealed partial class Challenge(ILogger<Challenge> logger) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _others = new();

    /// <inheritdoc/>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Challenged)
        {
            await _others.HandleAsync(next, context, policy, authorizeResult);
            return;
        }
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/_blazor"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            await context.ChallengeAsync(new AuthenticationProperties { RedirectUri = OwnPath.Or(request.Path + request.QueryString, "/") });
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The edge of the sign-in: its metadata could not be read. Every visit tries again.
            LogAway(ProviderEvents.Reason(failure));
            await ProviderAway.SayAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in, the provider's metadata cannot be read: {Why}")]
    private partial void LogAway(string why);
}
