using System.Net.Sockets;
using ChatOpsBot.Host.Channels.Web.Serving;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>The provider cannot be reached: a state that passes by itself.</summary>
internal static class ProviderAway
{
    private const string TryAgainAfter = "10";

    /// <summary>Whether that is what a failure comes from.</summary>
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is HttpRequestException or IOException or SocketException or TimeoutException or TaskCanceledException) return true;
        return false;
    }

    /// <summary>Answers that nobody can sign in now.</summary>
    public static Task SayAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = TryAgainAfter;
        return Notice.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "away");
    }
}
