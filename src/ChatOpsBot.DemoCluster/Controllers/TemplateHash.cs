using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A short name for a template: FNV-1a, written with the letters that Kubernetes takes for names.</summary>
internal static class TemplateHash
{
    private const string Letters = "bcdf2456789";

    public static string Of(JsonNode template)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(template.ToJsonString())) hash = (hash ^ b) * 16777619u;
        var name = new StringBuilder();
        for (; hash > 0; hash /= (uint)Letters.Length) name.Append(Letters[(int)(hash % (uint)Letters.Length)]);
        return name.ToString();
    }
}
