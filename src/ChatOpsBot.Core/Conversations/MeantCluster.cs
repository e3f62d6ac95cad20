using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Conversations;

/// <summary>The cluster and the namespace that a conversation means when a command names neither: what `use` chose there, else what its
/// scope says, else the first cluster with all its namespaces.</summary>
internal sealed class MeantCluster(IConversationDefaults defaults, IClusters clusters)
{
    public async Task<(ClusterName Cluster, string? Namespace)> OfAsync(ConversationAddress where, ConversationScope scope, CancellationToken cancellationToken)
    {
        var chosen = await defaults.GetAsync(where, cancellationToken);
        // A cluster that configuration no longer has is no choice any more, and neither is the namespace in it.
        if (chosen.Cluster is { } cluster && clusters.Names.Contains(cluster)) return (cluster, chosen.Namespace);
        return (scope.Cluster ?? clusters.Names.FirstOrDefault(new ClusterName("none")), scope.Namespace);
    }
}
