using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>A list of all pods that a watch keeps current, as client-go's reflector does: list, watch from there, go on where a
/// watch ended, list anew when the server no longer knows that version. It lives until nobody has asked for a while.</summary>
internal sealed partial class PodReflector : IDisposable
{
    /// <summary>It ends when nobody has asked for so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMinutes(30);
    private readonly ClusterLink _link;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _life;
    private readonly PodsInOrder _pods = new();
    private string? _version;
    private WatchLine? _current;

    private PodReflector(ClusterLink link, TimeProvider time, ILogger logger)
    {
        (_link, _time, _logger) = (link, time, logger);
        _life = new CancellationTokenSource(Idle, time);
    }

    /// <summary>Whether its life is over.</summary>
    public bool HasEnded => _life.IsCancellationRequested;

    /// <summary>Begins one.</summary>
    public static PodReflector Start(ClusterLink link, TimeProvider time, ILogger logger)
    {
        var reflector = new PodReflector(link, time, logger);
        var life = reflector._life.Token;
        _ = Task.Run(() => reflector.RunAsync(life), CancellationToken.None);
        return reflector;
    }

    /// <summary>Somebody asked: puts the end off.</summary>
    public void Keep() => _life.CancelAfter(Idle);

    /// <summary>The pods, or null when the list is not known to be current.</summary>
    public async Task<List<Pod>?> ListAsync(string? ns, CancellationToken cancellationToken) =>
        Volatile.Read(ref _current) is { } line && await line.IsCurrentAsync(ns, cancellationToken) && Volatile.Read(ref _current) == line ? _pods.List(ns) : null;

    public void Dispose()
    {
        _life.Cancel();
        _life.Dispose();
    }

    private async Task RunAsync(CancellationToken life)
    {
        for (var vain = 0; !life.IsCancellationRequested;)
        {
            var started = _time.GetTimestamp();
            var end = await TryAsync(life);
            if (life.IsCancellationRequested) return;
            vain = _time.GetElapsedTime(started) > Lasting ? 0 : vain + 1;
            if (end is WatchEnd.Gone) _version = null;
            var pause = Pause(end, vain);
            Log.Ended(_logger, _link.Cluster, end, pause);
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
            Log.Fault(_logger, fault, _link.Cluster);
            return new WatchEnd.Failed(fault.Message);
        }
        finally
        {
            Volatile.Write(ref _current, null);
        }
    }

    private async Task<WatchEnd> FollowAsync(CancellationToken life)
    {
        if (!(await _link.ConnectAsync(life)).Has(out var connection, out var failure)) return WatchEnd.Of(failure);
        if (_version is null)
        {
            var pages = new ListPages(connection, _link.Deadline, _time);
            if (!(await pages.ReadAsync<Pod>(ListScope.All, life)).Has(out var list, out failure)) return WatchEnd.Of(failure);
            if (list.Version is null) return new WatchEnd.Refused("The list of pods has no version.");
            _pods.Replace(list.Items);
            _version = list.Version;
        }
        using var line = new WatchLine(connection, life);
        return await line.FollowAsync(_version, () => Volatile.Write(ref _current, line), Apply);
    }

    private void Apply(string type, Pod pod)
    {
        switch (type)
        {
            case "ADDED" or "MODIFIED": _pods.Put(pod); break;
            case "DELETED": _pods.Remove(pod); break;
            case "BOOKMARK": break;
            default: throw new JsonException($"'{Excerpt.Of(type)}' is no type of event.");
        }
        _version = pod.Metadata.ResourceVersion;
    }

    // What ends once is begun anew at once; what ends again and again, ever later.
    private static TimeSpan Pause(WatchEnd end, int vain)
    {
        if (end is WatchEnd.Refused) return PauseWhenRefused;
        if (vain <= 1) return TimeSpan.Zero;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(vain - 2, 6)));
        return (pause < LongestPause ? pause : LongestPause) * (1 + (Random.Shared.NextDouble() / 4));
    }

    private static partial class Log
    {
        public static void Ended(ILogger logger, ClusterName cluster, WatchEnd end, TimeSpan pause)
        {
            if (end is WatchEnd.Refused) Refused(logger, cluster, end, pause);
            else if (pause > TimeSpan.Zero) Failed(logger, cluster, end, pause);
        }

        [LoggerMessage(2, LogLevel.Warning, "The pods of {Cluster} cannot be watched, so every question lists them; next attempt in {Pause}. {End}")]
        private static partial void Refused(ILogger logger, ClusterName cluster, WatchEnd end, TimeSpan pause);

        [LoggerMessage(3, LogLevel.Warning, "The watch of the pods of {Cluster} ended again; until it runs, every question lists them; next attempt in {Pause}. {End}")]
        private static partial void Failed(ILogger logger, ClusterName cluster, WatchEnd end, TimeSpan pause);

        [LoggerMessage(4, LogLevel.Error, "The watch of the pods of {Cluster} failed")]
        public static partial void Fault(ILogger logger, Exception fault, ClusterName cluster);
    }
}
