using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>Writes docs/findings.md from the catalogue.</summary>
internal static partial class FindingsPage
{
    private static readonly string[] Chapters =
    [
        "No cause", "Not placed on a node", "Never created; claims", "Volumes and network of a starting pod", "Images", "Start and crash", "Not ready", "Ended and leaving", "Services and Ingresses", "Nodes; definitions (95x)",
    ];

    public static string Write()
    {
        var page = new StringBuilder("# Findings\n\nWhat `why` and `check` can find, by code. Codes are stable. Written from the catalogue by a test (`UPDATE_GOLDEN=1`); …\nstands for what a finding fills in. How sure it is (confirmed, likely, the cluster does not say) stands in each answer.\n");
        foreach (var chapter in FindingCatalogue.All.GroupBy(entry => entry.Code[3]).OrderBy(group => group.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## CHB{chapter.Key}xx: {Chapters[chapter.Key - '0']}\n\n| code | severity | cause | in words | next step |\n| --- | --- | --- | --- | --- |\n");
            foreach (var entry in chapter)
                page.Append(CultureInfo.InvariantCulture, $"| {entry.Code} | {entry.Severity} | {Text(entry.Code, "name")} | {Text(entry.Code, "title")} | {Text(entry.Code, "next")} |\n");
        }
        return page.ToString();
    }

    private static string Text(string code, string part) =>
        Placeholder().Replace(TextCatalog.Find($"diagnosis.{code.ToLowerInvariant()}.{part}", Locale.English) ?? "–", "…").Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
