using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Numbers in a status as Go writes them.</summary>
internal static class Counters
{
    /// <summary>Go leaves a zero out.</summary>
    public static void Set(JsonObject status, string name, long value)
    {
        if (value > 0) status[name] = value;
        else status.Remove(name);
    }
}
