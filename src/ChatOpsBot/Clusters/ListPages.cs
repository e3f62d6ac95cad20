using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters;

/// <summary>A list, and the version of the collection that it shows.</summary>
internal sealed record Listed<T>(List<T> Items, string? Version);

/// <summary>Reads lists page by page.</summary>
internal sealed class ListPages(KubernetesConnection connection, TimeSpan deadline, TimeProvider time)
{
    private const int PageSize = 500;

    // A list may take longer than one call, and ends all the same.
    private const int PagesOfPatience = 6;

    /// <summary>All objects of a kind within a scope.</summary>
    public async Task<ClusterResult<Listed<T>>> ReadAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var call = ApiCall.List(ResourceKinds.Of<T>(), scope.Namespace);
        var started = time.GetTimestamp();
        var items = new List<T>();
        string? next = null;
        for (var restarted = false; ;)
        {
            var patience = deadline * PagesOfPatience;
            if (time.GetElapsedTime(started) > patience) return new ClusterFailure.TimedOut(call.ToString(), patience);
            var page = await connection.SendAsync(call with { Query = Query(scope, next) }, Answers.FactsAsync<ObjectList<T>>, cancellationToken);
            if (page.Has(out var list, out var failure))
            {
                items.AddRange(list.Items);
                if (list.Metadata.Continue is not { Length: > 0 } more) return new Listed<T>(items, list.Metadata.ResourceVersion);
                next = more;
            }
            else if (failure is ClusterFailure.Rejected { Status: 410 } && next is not null && !restarted)
            {
                // The server no longer keeps the rest of this list: begin again, once.
                (restarted, next) = (true, null);
                items.Clear();
            }
            else return failure;
        }
    }

    private static string Query(ListScope scope, string? next) => ApiCall.Parameters(
        ("limit", PageSize.ToString(CultureInfo.InvariantCulture)), ("continue", next), ("labelSelector", scope.Labels), ("fieldSelector", scope.Fields));
}
