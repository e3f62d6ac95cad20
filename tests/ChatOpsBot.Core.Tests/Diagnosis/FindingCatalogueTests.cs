using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed partial class FindingCatalogueTests
{
    private static readonly HashSet<string> Symptoms =
    [
        "the", "a", "it", "its", "is", "are", "not", "pod", "pods", "container", "containers", "job", "service", "node", "pending", "running", "ready", "failed", "failing", "fails", "crash", "crashes", "crashloopbackoff",
        "unschedulable", "unhealthy", "stuck", "terminating", "waiting", "unknown", "error", "errimagepull", "imagepullbackoff", "containercreating", "evicted",
    ];

    public static TheoryData<string> Codes => [.. FindingCatalogue.All.Select(entry => entry.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_its_texts_in_every_language(string code)
    {
        string[] parts = code is FindingCatalogue.Healthy or FindingCatalogue.Starting ? ["name", "title"] : ["name", "title", "next"];
        foreach (var locale in Locale.All)
            Assert.All(parts, part => Assert.NotNull(TextCatalog.Find($"diagnosis.{code.ToLowerInvariant()}.{part}", locale)));
    }

    [Fact]
    public void Every_text_of_the_slice_stands_in_every_language()
    {
        var english = TextCatalog.Keys(Locale.English).Where(key => key.StartsWith("diagnosis.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var chinese = TextCatalog.Keys(Locale.Chinese).Where(key => key.StartsWith("diagnosis.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(english, chinese);
    }

    [Fact]
    public void Codes_are_unique_and_of_one_form()
    {
        Assert.All(FindingCatalogue.All, entry => Assert.Matches("^CHB[0-9]{3}$", entry.Code));
        Assert.Equal(FindingCatalogue.All.Count, FindingCatalogue.All.Select(entry => entry.Code).Distinct().Count());
    }

    [Fact]
    public void Every_code_has_a_scenario()
    {
        var seen = Directory.GetFiles(ScenarioTests.Folder, "expected.txt", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines).Where(line => line.StartsWith("CHB", StringComparison.Ordinal)).Select(line => line[..6]).ToHashSet();
        // A review's cases are definitions: ProposalReviewTests.
        Assert.Empty(FindingCatalogue.All.Select(entry => entry.Code).Except(FindingCatalogue.Reviews.Select(review => review.Code)).Except(seen));
    }

    // A state that everybody sees is no cause of itself.
    [Theory, MemberData(nameof(Codes))]
    public void No_title_says_merely_the_symptom(string code)
    {
        if (code is FindingCatalogue.Healthy or FindingCatalogue.Unexplained or FindingCatalogue.Starting) return;
        Assert.All(TextCatalog.Keys(Locale.English).Where(key => TitleOf(code).IsMatch(key)), key =>
        {
            var words = Placeholder().Replace(TextCatalog.Find(key, Locale.English)!, "").ToLowerInvariant();
            var said = words.Split((char[])[' ', ',', '.', ':', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Except(Symptoms).ToList();
            Assert.True(said.Count >= 3 || (said.Count >= 1 && words.Length < TextCatalog.Find(key, Locale.English)!.Length), $"{key} says no more than the state: {words}");
        });
    }

    [Fact]
    public void No_finding_of_a_scenario_has_a_state_alone_as_its_title()
    {
        var titles = Directory.GetFiles(ScenarioTests.Folder, "expected.txt", SearchOption.AllDirectories).SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("CHB", StringComparison.Ordinal) && !line.StartsWith("CHB00", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.All(titles, title => Assert.DoesNotMatch(@"^(it|the pod|the container|its pods?)?\s*(is|are)?\s*(pending|not ready|not running|crashing|crashlooping|unschedulable|failed|unhealthy|stuck|terminating)\.?$", title));
    }

    private static System.Text.RegularExpressions.Regex TitleOf(string code) => new($@"^diagnosis\.{code.ToLowerInvariant()}\.(?!name$|next$|safer$|riskier$|other$)\w+$");

    [System.Text.RegularExpressions.GeneratedRegex(@"\{\d\}")]
    private static partial System.Text.RegularExpressions.Regex Placeholder();

    [Fact]
    public void The_documented_catalogue_is_current()
    {
        var file = Path.Combine(ScenarioTests.Source(), "..", "..", "..", "..", "docs", "findings.md");
        var current = FindingsPage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, current);
        Assert.Equal(File.ReadAllText(file), current);
    }
}
