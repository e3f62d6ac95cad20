using System.Threading.Channels;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>The changes of one resource, in order, for one follower.</summary>
internal sealed class ChangeFeed(ResourceType type, Action<ChangeFeed> unfollow) : IDisposable
{
    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<Change> Changes => _changes.Reader;

    public void Offer(Change change)
    {
        if (change.Type is null || change.Type == type) _changes.Writer.TryWrite(change);
    }

    /// <summary>No further changes come; those that have are still read.</summary>
    public void End() => _changes.Writer.TryComplete();

    public void Dispose()
    {
        unfollow(this);
        End();
    }
}
