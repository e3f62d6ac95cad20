using Microsoft.AspNetCore.Authentication.Cookies;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>A cookie is good for as long as its session goes on, whatever the cookie says.</summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!await sessions.IsOpenAsync(context.Principal, context.HttpContext.RequestAborted)) context.RejectPrincipal();
    }
}
