using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>Every scenario with each permission that its diagnosis uses taken away in turn.</summary>
public sealed class UnreadTests
{
    [Theory, MemberData(nameof(ScenarioTests.Names), MemberType = typeof(ScenarioTests))]
    public async Task What_may_not_be_read_is_said_and_nothing_is_claimed_from_it_in(string scenario)
    {
        var whole = Cluster(scenario);
        var known = await DiagnoseAsync(scenario, whole);
        if (known is null) return;
        var target = ScenarioTests.Target(scenario).Kind.Plural;
        foreach (var denied in whole.Calls.Select(Permission).Distinct().Except([target, "pods"]).Append(target == "pods" ? "pods/log" : "pods"))
        {
            var cluster = Cluster(scenario, denied);
            var diagnosis = await DiagnoseAsync(scenario, cluster);
            Assert.NotNull(diagnosis);
            if (!cluster.Calls.Select(Permission).Contains(denied)) continue;
            Assert.Contains(diagnosis.Snapshot.Gaps, gap => denied == (gap.Subresource is null ? gap.Kind.Plural : $"{gap.Kind.Plural}/{gap.Subresource}"));
            foreach (var finding in diagnosis.Findings.Where(finding => finding.Confidence == Confidence.Confirmed))
            {
                // Knowing less makes nobody surer.
                Assert.True(known.Findings.Any(found => found.Confidence == Confidence.Confirmed && found.Code == finding.Code) || IsOwn(finding, diagnosis), $"without {denied}: {finding.Cause}");
                Assert.DoesNotContain(finding.Evidence, evidence => IsAbout(evidence, denied));
            }
        }
    }

    // The pod's or workload's own status says that it is well or starting, whatever else was not read.
    private static bool IsOwn(Finding finding, Core.Diagnosis.Diagnosis diagnosis) => finding.Code is FindingCatalogue.Healthy or FindingCatalogue.Starting
        && (diagnosis.Snapshot.Pod is not null || diagnosis.Snapshot.Workload is not null);

    private static bool IsAbout(Evidence evidence, string denied)
    {
        var kind = ResourceKinds.Find(denied);
        var where = new Reader(Locale.English, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch).Read(evidence.Where).Split(' ', '/', ':')[0];
        return kind is not null && where.Length > 1 && (where == kind.Singular || where == kind.Plural || kind.ShortNames.Contains(where));
    }

    private static string Permission(string call) => call.Split(' ') is ["log", ..] ? "pods/log" : call.Split(' ')[1];

    private static RecordedCluster Cluster(string scenario, params string[] denied)
    {
        var folder = Path.Combine(ScenarioTests.Folder, scenario);
        var always = Path.Combine(folder, "denied.txt");
        return new(YamlObjects.Read(File.ReadAllText(Path.Combine(folder, "objects.yaml"))), Path.Combine(folder, "logs"), [.. denied, .. File.Exists(always) ? File.ReadAllLines(always) : []]);
    }

    private static async Task<Core.Diagnosis.Diagnosis?> DiagnoseAsync(string scenario, RecordedCluster cluster) =>
        (await SnapshotReader.ReadAsync(cluster, ScenarioTests.Target(scenario), TestContext.Current.CancellationToken)).Has(out var snapshot, out _)
            ? Diagnostician.Diagnose(snapshot, ScenarioTests.Now(scenario)) : null;
}
