using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>Who is signed in at an open window. A window outlives the request that opened it, so it is told when the session ends: by
/// somebody signing out anywhere, or by its time.</summary>
internal sealed class WindowSession : ServerAuthenticationStateProvider, IDisposable
{
    private readonly Sessions _sessions;
    private readonly TimeProvider _time;
    private string? _session;
    private ITimer? _end;

    /// <summary>A window's; its visitor is set by the framework.</summary>
    public WindowSession(Sessions sessions, TimeProvider time)
    {
        (_sessions, _time) = (sessions, time);
        _sessions.Ended += OnEnded;
        AuthenticationStateChanged += state => _ = FollowAsync(state);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sessions.Ended -= OnEnded;
        _end?.Dispose();
    }

    private async Task FollowAsync(Task<AuthenticationState> state)
    {
        var user = (await state).User;
        if (Sessions.Of(user) is not var (id, end) || id == _session) return;
        _session = id;
        var left = end - _time.GetUtcNow();
        _end = _time.CreateTimer(_ => OnEnded(id), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        // It may have ended between the request and the window.
        if (!await _sessions.IsOpenAsync(user, CancellationToken.None)) OnEnded(id);
    }

    private void OnEnded(string session)
    {
        if (session == _session) SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
