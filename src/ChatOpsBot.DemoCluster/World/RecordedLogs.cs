namespace ChatOpsBot.DemoCluster.World;

/// <summary>The log of a container: lines that begin with their time, as the kubelet keeps them.</summary>
internal sealed class RecordedLogs
{
    private readonly Dictionary<(string PodUid, string Container, bool Previous), string> _logs = [];

    public void Add(string podUid, string container, bool previous, string text)
    {
        lock (_logs) _logs[(podUid, container, previous)] = text;
    }

    public string? Find(string podUid, string container, bool previous)
    {
        lock (_logs) return _logs.GetValueOrDefault((podUid, container, previous));
    }
}
