using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>metrics-server's round: what each pod and node uses moves a little every 15 seconds.</summary>
internal sealed class ResourceMetrics(RecordedWorld world, Schedule schedule)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    public void Start() => schedule.After(Round, Measure);

    private void Measure()
    {
        using var exclusive = world.Objects.Exclusive();
        foreach (var kind in new[] { "PodMetrics", "NodeMetrics" })
        {
            if (world.Catalog.OfKind("metrics.k8s.io/v1beta1", kind) is not { } type) continue;
            foreach (var item in world.Objects.List(type)) Move(item);
        }
        schedule.After(Round, Measure);
    }

    private void Move(StoredObject item)
    {
        var body = item.Body.DeepClone().AsObject();
        body["timestamp"] = Timestamps.Format(schedule.Now);
        var usages = body["containers"] is JsonArray containers ? containers.Select(c => c!["usage"]) : [body["usage"]];
        foreach (var usage in usages.OfType<JsonObject>())
        {
            foreach (var (name, value) in usage.ToList()) usage[name] = Near(name, value!.ToString());
        }
        world.Objects.Refresh(new StoredObject(item.Key, body));
    }

    private JsonNode Near(string name, string value)
    {
        // Within a tenth of what it is, and never so far from the recorded order of size that a limit would be passed.
        var amount = Quantities.Parse(value) * (0.95m + (decimal)(world.Identities.Fraction() * 0.1));
        return name == "cpu"
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(amount * 1_000_000_000)):0}n")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(amount / 1024)):0}Ki");
    }
}
