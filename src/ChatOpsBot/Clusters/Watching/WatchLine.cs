using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Host.Clusters.Failures;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>A watch of all objects of a kind over a connection of its own, and the proof that it is current.</summary>
internal sealed class WatchLine<T> : IDisposable where T : class, IClusterObject
{
    // A fresh connection every few minutes picks up renewed certificates and a moved server.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProofDeadline = TimeSpan.FromSeconds(1);

    private readonly SoleConnection _sole = new();
    private readonly ConcurrentDictionary<string, SharedProof> _proofs = new();
    private readonly KubernetesConnection _connection;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _ended;

    public WatchLine(KubernetesConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection.Apart(_sole.SetUp);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ended = _end.Token;
    }

    /// <summary>Follows the changes after a version until the server, the network or a failed proof ends it.</summary>
    /// <param name="version">The resourceVersion to go on from.</param>
    /// <param name="began">Called when the server has begun to answer.</param>
    /// <param name="changed">Takes each event's type (ADDED, MODIFIED, DELETED) and object.</param>
    /// <param name="moved">Takes the resourceVersion of a BOOKMARK.</param>
    public async Task<WatchEnd> FollowAsync(string version, Action began, Action<string, T> changed, Action<string?> moved)
    {
        var call = ApiCall.List(ResourceKinds.Of<T>(), null) with
        {
            Verb = "watch",
            Query = string.Create(CultureInfo.InvariantCulture,
                $"?watch=true&allowWatchBookmarks=true&timeoutSeconds={Longest.TotalSeconds:0}&resourceVersion={Uri.EscapeDataString(version)}"),
            Deadline = Longest + Grace,
        };
        try
        {
            return (await _connection.SendAsync(call, ReadAsync, _ended)).Has(out var end, out var failure) ? end : WatchEnd.Of(failure);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return new WatchEnd.Failed("Its connection could not be proved to be alive.");
        }

        async Task<WatchEnd> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        {
            if (!_sole.Holds) return new WatchEnd.Refused("The API server is not reached over HTTP/2, so that nothing would prove the watch to be current.");
            began();
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable(
                body, WatchJson.Default.JsonElement, topLevelValues: true, cancellationToken))
            {
                if (Read(element, changed, moved) is { } end) return end;
            }
            return new WatchEnd.Over();
        }
    }

    /// <summary>Whether the watch has everything that the server had seen when this was called, give or take what the server
    /// needs to pass an event on. The same right and the same path as the list that is wanted, so that a right that was
    /// withdrawn is noticed, over the same connection, so that one that was cut is noticed.</summary>
    /// <param name="ns">The namespace of the list; null for all.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<bool> IsCurrentAsync(string? ns, CancellationToken cancellationToken) =>
        _proofs.GetOrAdd(ns ?? "", _ => new SharedProof(() => ProveAsync(ns))).AskAsync(cancellationToken);

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _connection.Dispose();
    }

    private async Task<bool> ProveAsync(string? ns)
    {
        try
        {
            var call = ApiCall.List(ResourceKinds.Of<T>(), ns) with { Query = "?limit=1", Deadline = ProofDeadline };
            var failure = (await _connection.SendAsync(call, DrainAsync, _ended)).Failure;
            if (!_sole.Holds || failure is ClusterFailure.TimedOut or ClusterFailure.Unreachable) await _end.CancelAsync();
            return failure is null && _sole.Holds;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return false; // The watch came to its end meanwhile.
        }
    }

    private static WatchEnd? Read(JsonElement element, Action<string, T> changed, Action<string?> moved)
    {
        var type = element.GetProperty("type").GetString() ?? throw new JsonException("An event of the watch has no type.");
        var thing = element.GetProperty("object");
        if (type == "ERROR")
        {
            var status = thing.Deserialize(ApiStatusJson.Default.ApiStatus) ?? ApiStatus.Empty;
            return status.Code == 410 ? new WatchEnd.Gone() : new WatchEnd.Failed($"{status.Code} {status.Reason}: {Excerpt.Of(status.Message)}");
        }
        if (type == "BOOKMARK") moved(thing.GetProperty("metadata").GetProperty("resourceVersion").GetString());
        else changed(type, thing.Deserialize(Answers.TypeOf<T>()) ?? throw new JsonException("An event of the watch has no object."));
        return null;
    }

    private static async Task<bool> DrainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        return true;
    }
}

/// <summary>An event of a watch, before its type is known.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WatchJson : JsonSerializerContext;
