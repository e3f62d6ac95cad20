using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>What follows a sign-in: a session with an id and an end of its own, so that signing out ends it in every window at once and
/// makes a copy of its cookie worthless.</summary>
internal sealed class Sessions(IEndedSessions ended, TimeProvider time)
{
    /// <summary>How long one lasts; then the provider is asked again.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(8);

    private const string IdClaim = "chatops_session";
    private const string EndClaim = "chatops_session_end";

    /// <summary>A session was ended; its id. Called on any thread.</summary>
    public event Action<string>? Ended;

    /// <summary>The claims of a new session.</summary>
    public IEnumerable<Claim> Begin() =>
    [
        new(IdClaim, RandomNumberGenerator.GetHexString(32)),
        new(EndClaim, (time.GetUtcNow() + Length).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The session of whoever signed in; null when there is none.</summary>
    public static (string Id, DateTimeOffset End)? Of(ClaimsPrincipal? user) =>
        user?.FindFirst(IdClaim)?.Value is { } id && long.TryParse(user.FindFirst(EndClaim)?.Value, CultureInfo.InvariantCulture, out var end)
            ? (id, DateTimeOffset.FromUnixTimeSeconds(end))
            : null;

    /// <summary>Whether somebody's session still goes on.</summary>
    public async Task<bool> IsOpenAsync(ClaimsPrincipal? user, CancellationToken cancellationToken) =>
        Of(user) is var (id, end) && time.GetUtcNow() < end && !await ended.IsEndedAsync(id, cancellationToken);

    /// <summary>Ends somebody's session, in every window.</summary>
    public async Task EndAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (Of(user) is not var (id, end)) return;
        await ended.EndAsync(id, end, cancellationToken);
        Ended?.Invoke(id);
    }
}
