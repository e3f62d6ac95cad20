namespace ChatOpsBot.DemoCluster.World;

/// <summary>The log of a container: lines that begin with their time, as the kubelet keeps them.</summary>
internal sealed class RecordedLogs
{
    private readonly Dictionary<(string PodUid, string Container, bool Previous), string> _logs = [];

    public void Add(string podUid, string container, bool previous, string text)
    {
        lock (_logs) _logs[(podUid, container, previous)] = text;
    }

    /// <summary>The mirror of the same containers: their logs go on.</summary>
    public void Move(string fromUid, string toUid)
    {
        lock (_logs)
        {
            foreach (var ((_, container, previous), text) in Of(fromUid)) _logs[(toUid, container, previous)] = text;
        }
    }

    /// <summary>A pod that does what another did: a container that runs begins its log now, one that crashed has just ended it.</summary>
    public void Repeat(string fromUid, string toUid, DateTimeOffset now, IReadOnlySet<string> running)
    {
        lock (_logs)
        {
            foreach (var ((_, container, previous), text) in Of(fromUid))
            {
                var begins = running.Contains(container) && !previous;
                var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                _logs[(toUid, container, previous)] = lines.Length > 0 && LogLine.Time(begins ? lines[0] : lines[^1]) is { } pivot
                    ? new TimeShift(begins ? pivot : pivot.AddSeconds(1), now).Apply(text)
                    : text;
            }
        }
    }

    /// <summary>A container runs again: what it wrote is the log before, and it writes the same once more.</summary>
    public void Rerun(string podUid, string container, DateTimeOffset now)
    {
        lock (_logs)
        {
            if (!_logs.TryGetValue((podUid, container, false), out var text) || text.Length == 0) return;
            _logs[(podUid, container, true)] = text;
            if (LogLine.Time(text) is { } began) _logs[(podUid, container, false)] = new TimeShift(began, now).Apply(text);
        }
    }

    public string? Find(string podUid, string container, bool previous)
    {
        lock (_logs) return _logs.GetValueOrDefault((podUid, container, previous));
    }

    private List<KeyValuePair<(string PodUid, string Container, bool Previous), string>> Of(string podUid) =>
        [.. _logs.Where(l => l.Key.PodUid == podUid)];
}
