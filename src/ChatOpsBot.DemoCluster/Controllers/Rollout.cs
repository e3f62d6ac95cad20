using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>How many pods a rollout may have too many, and how many too few.</summary>
internal static class Rollout
{
    public static long MaxSurge(StoredObject deployment) => Limit(deployment, "maxSurge", up: true);

    public static long MaxUnavailable(StoredObject deployment)
    {
        if (deployment.Body["spec"]?["strategy"]?["type"]?.ToString() == "Recreate") return 0;
        var allowed = Limit(deployment, "maxUnavailable", up: false);
        // Both zero would be a rollout that cannot move.
        return allowed == 0 && MaxSurge(deployment) == 0 ? 1 : allowed;
    }

    private static long Limit(StoredObject deployment, string field, bool up)
    {
        var value = deployment.Body["spec"]?["strategy"]?["rollingUpdate"]?[field];
        if (value.Number() is { } number) return number;
        var replicas = deployment.Body["spec"]?["replicas"].Number() ?? 1;
        var share = decimal.TryParse((value?.ToString() ?? "25%").TrimEnd('%'), CultureInfo.InvariantCulture, out var percent) ? replicas * percent / 100 : 0;
        return (long)(up ? Math.Ceiling(share) : Math.Floor(share));
    }
}
