using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Tests.Clusters;

/// <summary>Label and field selectors of the API, on JSON.</summary>
internal static partial class FakeSelectors
{
    public static bool Labels(JsonObject json, string? selector) => selector is null
        || Clause().Split(selector).Where(clause => clause.Length > 0).All(clause => Label(json["metadata"]?["labels"] as JsonObject, clause.Trim()));

    public static bool Fields(JsonObject json, string? selector) => selector is null || selector.Split(',').All(clause =>
    {
        var parts = clause.Split(["!=", "==", "="], 2, StringSplitOptions.None);
        return (Text(json, parts[0]) ?? "") == parts[1] ^ clause.Contains("!=", StringComparison.Ordinal);
    });

    /// <summary>The scalar at a dotted path.</summary>
    public static string? Text(JsonObject json, string path)
    {
        JsonNode? at = json;
        foreach (var part in path.Split('.')) at = (at as JsonObject)?[part];
        return at?.ToString();
    }

    private static bool Label(JsonObject? labels, string clause)
    {
        string? Value(string key) => labels?[key.Trim()]?.ToString();
        if (SetClause().Match(clause) is { Success: true } set)
        {
            var isIn = set.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries).Contains(Value(set.Groups[1].Value));
            return set.Groups[2].Value == "in" ? isIn : !isIn;
        }
        if (clause.Split("!=") is [var no, var unequal]) return Value(no) != unequal.Trim();
        if (clause.Split(["==", "="], StringSplitOptions.None) is [var yes, var equal]) return Value(yes) == equal.Trim();
        return clause.StartsWith('!') ? Value(clause[1..]) is null : Value(clause) is not null;
    }

    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex Clause();

    [GeneratedRegex(@"^(\S+)\s+(in|notin)\s*\(([^)]*)\)$")]
    private static partial Regex SetClause();
}
