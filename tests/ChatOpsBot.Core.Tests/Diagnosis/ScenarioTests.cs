using System.Globalization;
using System.Text;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>Recorded objects in, exact findings out. UPDATE_GOLDEN=1 writes what the rules say now into the source tree.</summary>
public sealed class ScenarioTests
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Diagnosis", "Scenarios");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "objects.yaml", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task The_rules_find_what_is_expected_in(string scenario)
    {
        var diagnosis = await DiagnoseAsync(scenario);
        var found = Describe(diagnosis, Now(scenario));
        var expected = Path.Combine(Folder, scenario, "expected.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(Path.Combine(Source(), scenario, "expected.txt"), found, TestContext.Current.CancellationToken);
        else Assert.Equal(await File.ReadAllTextAsync(expected, TestContext.Current.CancellationToken), found);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_finding_can_be_read_in_Chinese_in(string scenario)
    {
        var diagnosis = await DiagnoseAsync(scenario);
        var reader = new Reader(Locale.Chinese, TimeZoneInfo.Utc, Now(scenario));
        Assert.All(diagnosis.Findings, finding => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", reader.Read(finding.Title)));
    }

    internal static async Task<Core.Diagnosis.Diagnosis> DiagnoseAsync(string scenario)
    {
        var read = await SnapshotReader.ReadAsync(RecordedCluster.Of(Path.Combine(Folder, scenario)), Target(scenario), TestContext.Current.CancellationToken);
        Assert.True(read.Has(out var snapshot, out var failure), failure?.ToString());
        return Diagnostician.Diagnose(snapshot, Now(scenario));
    }

    internal static ResourceRef Target(string scenario)
    {
        var words = File.ReadAllText(Path.Combine(Folder, scenario, "target.txt")).Trim().Split(' ', '/');
        return new(ResourceKinds.Find(words[0])!, words.Length == 3 ? words[1] : null, words[^1]);
    }

    internal static DateTimeOffset Now(string scenario) => DateTimeOffset.Parse(File.ReadAllText(Path.Combine(Folder, scenario, "now.txt")).Trim(), CultureInfo.InvariantCulture);

    private static string Describe(Core.Diagnosis.Diagnosis diagnosis, DateTimeOffset now)
    {
        var reader = new Reader(Locale.English, TimeZoneInfo.Utc, now);
        var text = new StringBuilder().Append(diagnosis.Verdict).Append('\n');
        foreach (var finding in diagnosis.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{finding.Code} {finding.Severity} {finding.Confidence}: {reader.Read(finding.Title)}\n");
            text.Append(CultureInfo.InvariantCulture, $"cause: {finding.Cause}\n");
            foreach (var evidence in finding.Evidence) text.Append(CultureInfo.InvariantCulture, $"- {reader.Read(evidence.Where)}: {reader.Read(evidence.Value)}\n");
            foreach (var step in finding.Steps) text.Append(CultureInfo.InvariantCulture, $"> {reader.Read(step)}\n");
            foreach (var other in finding.Others) text.Append(CultureInfo.InvariantCulture, $"or: {reader.Read(other)}\n");
            foreach (var command in finding.Kubectl) text.Append(CultureInfo.InvariantCulture, $"$ {command}\n");
            foreach (var button in finding.Buttons) text.Append(CultureInfo.InvariantCulture, $"[{reader.Read(button.Label)}] {button.Command} {button.Weight}\n");
        }
        foreach (var gap in diagnosis.Snapshot.Gaps) text.Append(CultureInfo.InvariantCulture, $"\ngap: {gap.Kind} {gap.Namespace} {gap.Name}{(gap.Subresource is null ? "" : "/" + gap.Subresource)}: {gap.Failure.GetType().Name}\n");
        return text.ToString();
    }

    internal static string Source([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Scenarios");
}
