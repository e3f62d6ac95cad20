namespace ChatOpsBot.DemoCluster.World;

/// <summary>The last changes, and who follows them. The store's lock guards it.</summary>
internal sealed class ChangeHistory
{
    /// <summary>What is older is forgotten, as etcd forgets by compaction.</summary>
    public const int Length = 1000;

    private readonly Queue<Change> _changes = new(Length);
    private readonly List<ChangeFeed> _followers = [];

    /// <summary>The newest revision of which not everything after it is known, and so the oldest to follow from.</summary>
    public long Start { get; private set; }

    /// <summary>Everything up to here was never a change: it was there when the cluster started.</summary>
    public void Begin(long revision) => Start = Math.Max(Start, revision);

    public void Add(Change change)
    {
        if (_changes.Count == Length) Start = _changes.Dequeue().Revision;
        _changes.Enqueue(change);
        foreach (var follower in _followers) follower.Offer(change);
    }

    public ChangeFeed? Follow(ResourceType type, long after, Action<ChangeFeed> unfollow)
    {
        if (after < Start) return null;
        var feed = new ChangeFeed(type, unfollow);
        foreach (var change in _changes.Where(c => c.Revision > after)) feed.Offer(change);
        _followers.Add(feed);
        return feed;
    }

    public void Unfollow(ChangeFeed feed) => _followers.Remove(feed);
}
