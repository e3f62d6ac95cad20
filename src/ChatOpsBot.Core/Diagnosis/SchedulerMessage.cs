using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads "0/N nodes are available: COUNT REASON, …": a histogram whose counts can sum to more than N.</summary>
internal static partial class SchedulerMessage
{
    /// <summary>The clauses with their counts; a reason without a count is about the pod as a whole.</summary>
    public static IReadOnlyList<(int? Count, string Reason)> Clauses(string? message)
    {
        if (message is null) return [];
        var start = message.IndexOf("available:", StringComparison.Ordinal);
        if (start < 0) return [(null, message)];
        // What follows is advice about preemption, and a stray "not found" (seen on 1.34).
        var body = Advice().Replace(message[(start + "available:".Length)..], "");
        return [.. Clause().Matches(body).Select(match => ((int?)(match.Groups[1].Success ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null), match.Groups[2].Value.Trim().TrimEnd('.')))];
    }

    [GeneratedRegex(@"(\.\s+(no new claims to deallocate|preemption:|not found).*$)|(\s+preemption: .*$)", RegexOptions.Singleline)]
    private static partial Regex Advice();

    [GeneratedRegex(@"(?:^|,)\s*(?:(\d+)\s+)?((?:[^,{]|\{[^}]*\}|,(?!\s*\d+\s))+)")]
    private static partial Regex Clause();
}
