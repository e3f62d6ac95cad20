using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class FindingCatalogueTests
{
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
        Assert.Empty(FindingCatalogue.All.Select(entry => entry.Code).Except(seen));
    }

    [Fact]
    public void The_documented_catalogue_is_current()
    {
        var file = Path.Combine(ScenarioTests.Source(), "..", "..", "..", "..", "docs", "findings.md");
        var current = FindingsPage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, current);
        Assert.Equal(File.ReadAllText(file), current);
    }
}
