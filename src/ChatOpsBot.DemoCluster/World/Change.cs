namespace ChatOpsBot.DemoCluster.World;

/// <summary>A step of the store: an object came (nothing before), changed, or went (nothing after). With neither it marks how far a follower has come.</summary>
/// <param name="Revision">The store's resourceVersion after it.</param>
/// <param name="Before">The object before.</param>
/// <param name="After">The object after.</param>
internal sealed record Change(long Revision, StoredObject? Before, StoredObject? After)
{
    public ResourceType? Type => (After ?? Before)?.Key.Type;
}
