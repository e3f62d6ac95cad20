using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What a channel may draw beside a conversation of what is talked about in it: narrow pictures, as things stand now.</summary>
internal sealed class Exhibits(IWalkStore walks, IClusters clusters, IPeople people)
{
    private const string WalkPrefix = "walk:";

    /// <summary>A pod's name, as replies carry it.</summary>
    public static PodName Name(IClusterReader cluster, Pod pod) => new(cluster.Cluster.Value, pod.Metadata.Namespace ?? "", pod.Metadata.Name);

    /// <summary>Whether a card is a walk's.</summary>
    public static bool IsWalk(CardKey card) => card.Value.StartsWith(WalkPrefix, StringComparison.Ordinal);

    /// <summary>A walk's path on the tree; null when there is no such walk, or the account's person may not see it.</summary>
    public async Task<Picture?> WalkAsync(AccountId account, CardKey card, Reader reader, CancellationToken cancellationToken)
    {
        if (!MayRead(account) || !IsWalk(card) || !long.TryParse(card.Value.AsSpan(WalkPrefix.Length), CultureInfo.InvariantCulture, out var id)) return null;
        if (await walks.FindAsync(new WalkId(id), cancellationToken) is not { } walk) return null;
        var page = new WalkPage(walk, null, reader, people);
        return new Picture(PathPicture.Narrow.Draw(page), Text.Of("walk.picture", page.Trail));
    }

    /// <summary>A pod's anatomy; null when it is gone or cannot be read, or the account's person may not see it.</summary>
    public async Task<Picture?> PodAsync(AccountId account, PodName pod, Reader reader, CancellationToken cancellationToken)
    {
        if (!MayRead(account) || clusters.Names.FirstOrDefault(name => name.Value == pod.Cluster) is not { Value: not null } name) return null;
        var cluster = clusters.WatchedReader(name);
        if (!(await cluster.GetAsync<Pod>(pod.Namespace, pod.Name, cancellationToken)).Has(out var found, out _)) return null;
        var owners = ShowPod.OwnersAsync(cluster, found, cancellationToken);
        var services = await cluster.ListAsync<Service>(new ListScope(pod.Namespace), cancellationToken);
        return AnatomyPicture.Narrow.Draw(found, reader.Read(await owners).Split(" → "), services.Has(out var all, out _) ? PodAnatomy.Picking(found, all) : [], reader);
    }

    private bool MayRead(AccountId account) => people.Find(account)?.Is(Role.Reader) == true;
}
