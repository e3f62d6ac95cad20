using System.Text.Json;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>A dry-run's answer without what differs between two runs: times, versions, status.</summary>
internal static class DryRunResult
{
    /// <summary>One line: kind, UID, finalizers and owners of the object, or the details of a Status.</summary>
    public static string Of(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return answer.ValueKind.ToString();
        if (answer.TryGetProperty("details", out var details)) return $"Status {Member(answer, "status")} {Member(details, "uid")}";
        if (!answer.TryGetProperty("metadata", out var metadata)) return Member(answer, "kind");
        return string.Join(' ', Member(answer, "kind"), Member(metadata, "uid"), Names(metadata, "finalizers", item => item.ToString()),
            Names(metadata, "ownerReferences", item => Member(item, "uid")));
    }

    private static string Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "–";

    private static string Names(JsonElement metadata, string name, Func<JsonElement, string> text) =>
        metadata.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? string.Join(',', list.EnumerateArray().Select(text)) : "–";
}
