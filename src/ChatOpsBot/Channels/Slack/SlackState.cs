namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>How the bot stands with Slack now; what health and `status` tell.</summary>
internal sealed class SlackState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Snapshot _now = new(null, null, null, SocketPhase.NeverOpen, time.GetUtcNow(), null);

    /// <summary>Where the socket stands.</summary>
    public enum SocketPhase
    {
        /// <summary>It has not said hello since the start.</summary>
        NeverOpen,

        /// <summary>It said hello and is there.</summary>
        Open,

        /// <summary>It was there; another is being opened.</summary>
        Lost,

        /// <summary>Slack does not let the app open one; it is not tried again.</summary>
        Stopped,
    }

    /// <summary>A moment's state.</summary>
    /// <param name="BotUser">The bot's user; null until the token was tried.</param>
    /// <param name="BotTeam">The workspace that the bot's token is for; null until it was tried.</param>
    /// <param name="TokenProblem">Why Slack does not take the bot's token; null: nothing is known against it.</param>
    /// <param name="Socket">The socket.</param>
    /// <param name="SocketSince">Since when.</param>
    /// <param name="SocketProblem">Why it is not open.</param>
    public sealed record Snapshot(string? BotUser, string? BotTeam, string? TokenProblem, SocketPhase Socket, DateTimeOffset SocketSince, string? SocketProblem);

    /// <summary>The state.</summary>
    public Snapshot Now
    {
        get { lock (_lock) return _now; }
    }

    /// <summary>The bot's user; null until the token was tried.</summary>
    public string? BotUser => Now.BotUser;

    /// <summary>Slack took the bot's token.</summary>
    public void TokenTaken(string? botUser = null, string? botTeam = null) =>
        Change(now => now with { BotUser = botUser ?? now.BotUser, BotTeam = botTeam ?? now.BotTeam, TokenProblem = null });

    /// <summary>Slack does not take it.</summary>
    public void TokenRefused(string why) => Change(now => now with { TokenProblem = why });

    /// <summary>A socket said hello.</summary>
    public void SocketOpened() => Change(now => now with { Socket = SocketPhase.Open, SocketSince = time.GetUtcNow(), SocketProblem = null });

    /// <summary>There is none now.</summary>
    public void SocketLost(string why) => Change(now => now.Socket switch
    {
        SocketPhase.Open => now with { Socket = SocketPhase.Lost, SocketSince = time.GetUtcNow(), SocketProblem = why },
        SocketPhase.Stopped => now,
        _ => now with { SocketProblem = why },
    });

    /// <summary>There will be none.</summary>
    public void SocketStopped(string why) => Change(now => now with { Socket = SocketPhase.Stopped, SocketSince = time.GetUtcNow(), SocketProblem = why });

    private void Change(Func<Snapshot, Snapshot> change)
    {
        lock (_lock) _now = change(_now);
    }
}
