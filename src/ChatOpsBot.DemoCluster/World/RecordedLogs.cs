namespace ChatOpsBot.DemoCluster.World;

/// <summary>The log of a container: lines that begin with their time, as the kubelet keeps them.</summary>
internal sealed class RecordedLogs
{
    private readonly Dictionary<(string PodUid, string Container, bool Previous), string> _logs = [];

    public void Add(string podUid, string container, bool previous, string text)
    {
        lock (_logs) _logs[(podUid, container, previous)] = text;
    }

    /// <summary>A pod that does what another did: its logs, moved so that they begin at a given time.</summary>
    public void Inherit(string fromUid, string toUid, DateTimeOffset? start)
    {
        lock (_logs)
        {
            foreach (var ((_, container, previous), text) in _logs.Where(l => l.Key.PodUid == fromUid).ToList())
            {
                var space = text.IndexOf(' ', StringComparison.Ordinal);
                var moved = start is { } now && space > 19 && text[10] == 'T'
                    ? new TimeShift(Timestamps.Parse(text.AsSpan(0, space)), now).Apply(text)
                    : text;
                _logs[(toUid, container, previous)] = moved;
            }
        }
    }

    public string? Find(string podUid, string container, bool previous)
    {
        lock (_logs) return _logs.GetValueOrDefault((podUid, container, previous));
    }
}
