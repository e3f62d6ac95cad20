using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>A list of all objects of a kind that a watch keeps current, as client-go's reflector does: list, watch from there, go on
/// where a watch ended, list anew when the server no longer knows that version. It lives until nobody has asked for a while.</summary>
internal sealed class Reflector<T> : IReflector where T : class, IClusterObject
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMinutes(30);
    private static readonly ResourceKind Kind = ResourceKinds.Of<T>();
    private readonly ClusterLink _link;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _life;
    private readonly ObjectsInOrder<T> _objects = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _version;
    private WatchLine<T>? _current;
    private long _seen;

    private Reflector(ClusterLink link, TimeProvider time, ILogger logger)
    {
        (_link, _time, _logger) = (link, time, logger);
        _life = new CancellationTokenSource(ClusterWatch.Idle, time);
    }

    /// <summary>Whether its life is over.</summary>
    public bool HasEnded => _life.IsCancellationRequested;

    /// <summary>Begins one.</summary>
    public static Reflector<T> Start(ClusterLink link, TimeProvider time, ILogger logger)
    {
        var reflector = new Reflector<T>(link, time, logger);
        var life = reflector._life.Token;
        _ = Task.Run(() => reflector.RunAsync(life), CancellationToken.None);
        return reflector;
    }

    /// <summary>Somebody asked: puts the end off.</summary>
    public void Keep() => _life.CancelAfter(ClusterWatch.Idle);

    /// <summary>The objects, or null when the list is not known to be current. A question about the whole cluster waits for the first
    /// list instead of asking for the same a second time.</summary>
    public async Task<List<T>?> ListAsync(string? ns, CancellationToken cancellationToken)
    {
        if (ns is null) await BegunAsync(cancellationToken);
        var asked = _time.GetUtcNow();
        if (Volatile.Read(ref _current) is not { } line || !await line.IsCurrentAsync(ns, cancellationToken) || Volatile.Read(ref _current) != line) return null;
        Seen(asked);
        return _objects.List(ns);
    }

    /// <summary>What it held when it was last known to be current.</summary>
    public bool Remembers(string? ns, [NotNullWhen(true)] out List<T>? objects, out DateTimeOffset at)
    {
        var seen = Interlocked.Read(ref _seen);
        (objects, at) = seen > 0 ? (_objects.List(ns), new DateTimeOffset(seen, TimeSpan.Zero)) : (null, default);
        return objects is not null;
    }

    public void Dispose()
    {
        _life.Cancel();
        _life.Dispose();
    }

    private void Seen(DateTimeOffset at) => Interlocked.Exchange(ref _seen, at.UtcTicks);

    private async Task BegunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _begun.Task.WaitAsync(_link.Deadline * 2, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is read live instead, which says what is wrong.
        }
    }

    private async Task RunAsync(CancellationToken life)
    {
        await FollowAgainAndAgainAsync(life);
        _objects.Replace([]);
        Interlocked.Exchange(ref _seen, 0);
    }

    private async Task FollowAgainAndAgainAsync(CancellationToken life)
    {
        for (var vain = 0; !life.IsCancellationRequested;)
        {
            var started = _time.GetTimestamp();
            var end = await TryAsync(life);
            if (life.IsCancellationRequested) return;
            vain = _time.GetElapsedTime(started) > Lasting ? 0 : vain + 1;
            if (end is WatchEnd.Gone) _version = null;
            var pause = Pause(end, vain);
            ReflectorLog.Ended(_logger, Kind, _link.Cluster, end, pause);
            try
            {
                await Task.Delay(pause, _time, life);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<WatchEnd> TryAsync(CancellationToken life)
    {
        try
        {
            return await FollowAsync(life);
        }
        catch (OperationCanceledException) when (life.IsCancellationRequested)
        {
            return new WatchEnd.Over();
        }
        catch (Exception fault) when (!life.IsCancellationRequested)
        {
            ReflectorLog.Fault(_logger, fault, Kind, _link.Cluster);
            return new WatchEnd.Failed(fault.Message);
        }
        finally
        {
            Volatile.Write(ref _current, null);
            _begun.TrySetResult();
        }
    }

    private async Task<WatchEnd> FollowAsync(CancellationToken life)
    {
        if (!(await _link.ConnectAsync(life)).Has(out var connection, out var failure)) return WatchEnd.Of(failure);
        if (_version is null)
        {
            var pages = new ListPages(connection, _link.Deadline, _time);
            var asked = _time.GetUtcNow();
            if (!(await pages.ReadAsync<T>(ListScope.All, life)).Has(out var list, out failure)) return WatchEnd.Of(failure);
            if (list.Version is null) return new WatchEnd.Refused($"The list of {Kind} has no version.");
            _objects.Replace(list.Items);
            _version = list.Version;
            Seen(asked);
        }
        using var line = new WatchLine<T>(connection, life);
        return await line.FollowAsync(_version, Begin, Apply, Move);

        void Begin()
        {
            Volatile.Write(ref _current, line);
            _begun.TrySetResult();
        }
    }

    private void Apply(string type, T changed)
    {
        switch (type)
        {
            case "ADDED" or "MODIFIED": _objects.Put(changed); break;
            case "DELETED": _objects.Remove(changed); break;
            default: throw new JsonException($"'{Excerpt.Of(type)}' is no type of event.");
        }
        Move(changed.Metadata.ResourceVersion);
    }

    private void Move(string? version)
    {
        _version = version;
        Seen(_time.GetUtcNow());
    }

    // What ends once is begun anew at once; what ends again and again, ever later.
    private static TimeSpan Pause(WatchEnd end, int vain)
    {
        if (end is WatchEnd.Refused) return PauseWhenRefused;
        if (vain <= 1) return TimeSpan.Zero;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(vain - 2, 6)));
        return (pause < LongestPause ? pause : LongestPause) * (1 + (Random.Shared.NextDouble() / 4));
    }
}
