using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A credential that is fetched, kept until it has to be fetched again, and fetched once for all who wait for it.
/// KubernetesClient's own exec path runs the plugin for every request and reads its output without a deadline.</summary>
internal abstract class RenewableCredential(TimeProvider time, TimeSpan deadline) : IClusterCredential
{
    private readonly Lock _gate = new();
    private Held? _held;
    private Task<Held>? _fetching;

    /// <summary>A fetched credential; <paramref name="RefreshAt"/> is null when it is good until it is refused.</summary>
    protected sealed record Held(AuthenticationHeaderValue? Header, X509Certificate2? Certificate, DateTimeOffset? RefreshAt);

    public abstract string Source { get; }

    public X509Certificate2? Certificate => _held?.Certificate;

    /// <exception cref="SignInException">There is none to be had; the message is for a person.</exception>
    protected abstract Task<Held> FetchAsync(CancellationToken cancellationToken);

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        Task<Held> fetching;
        lock (_gate)
        {
            if (_held is { } held && !(held.RefreshAt <= time.GetUtcNow())) return held.Header!;
            // Not the caller's token: others wait for the same answer.
            fetching = _fetching ??= Task.Run(FetchOnceAsync, CancellationToken.None);
        }
        return (await fetching.WaitAsync(cancellationToken)).Header!;
    }

    public bool Renew(AuthenticationHeaderValue? refused)
    {
        lock (_gate)
        {
            // Of many calls that were refused together, the first one's fetch serves all.
            if (_held is { } held && Equals(held.Header, refused)) _held = null;
        }
        return true;
    }

    private async Task<Held> FetchOnceAsync()
    {
        using var limit = new CancellationTokenSource(deadline, time);
        try
        {
            var held = await FetchAsync(limit.Token);
            lock (_gate) _held = held;
            return held;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new SignInException($"The {Source} gave no credential within {deadline.TotalSeconds:0.#} s.", e);
        }
        finally
        {
            lock (_gate) _fetching = null;
        }
    }
}
