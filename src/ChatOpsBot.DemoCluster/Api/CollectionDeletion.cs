using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Deletes what a list would show, and answers with that list.</summary>
internal sealed class CollectionDeletion(RecordedWorld world, ObjectDeletion deletion)
{
    private readonly ObjectReads _reads = new(world);

    public Answer Delete(RequestTarget target, IQueryCollection query, DeleteOptions options)
    {
        if (ListRequest.Parse(query, target.Type, out var refusal) is not { } request) return refusal!;
        using var exclusive = world.Objects.Exclusive();
        var page = _reads.Found(target, request);
        foreach (var item in page.Items) deletion.Delete(target with { Namespace = item.Key.Namespace, Name = item.Key.Name }, options);
        return ObjectReads.Listed(target.Type, page);
    }
}
