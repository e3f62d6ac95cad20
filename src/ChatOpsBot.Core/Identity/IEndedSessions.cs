namespace ChatOpsBot.Core.Identity;

/// <summary>Signed-in sessions that were ended before their time: whoever kept what stands for one can do nothing with it, even after a
/// restart.</summary>
public interface IEndedSessions
{
    /// <summary>Ends a session.</summary>
    /// <param name="session">Its id, which nobody can guess.</param>
    /// <param name="until">When it would have ended by itself; after that it need not be remembered.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task EndAsync(string session, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Whether a session was ended.</summary>
    Task<bool> IsEndedAsync(string session, CancellationToken cancellationToken);
}
