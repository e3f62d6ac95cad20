namespace ChatOpsBot.Core.Conversations;

/// <summary>A fault that the demo cluster can be given.</summary>
/// <param name="Name">As it is asked for: bad-image.</param>
/// <param name="Target">The object that stops working, as it is asked about: deployment web -n shop.</param>
/// <param name="Broken">Whether it is there now.</param>
public sealed record DemoFault(string Name, string Target, bool Broken);

/// <summary>What can be broken in the demo cluster, to play on-call. The host has none for a real cluster.</summary>
public interface IDemoFaults
{
    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<DemoFault>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Breaks or heals; asked for what is already so, it does nothing.</summary>
    Task SetAsync(string name, bool broken, CancellationToken cancellationToken);
}
