namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The golden Adaptive Cards, drawn by the vendor's renderer with Teams' configuration.</summary>
public sealed class CardTests
{
    private static readonly IEnumerable<string> Golden = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "ChatOpsBot.Tests", "Channels", "Teams"), "Golden", SearchOption.AllDirectories);

    /// <summary>A card in the chat of a wide window, and in a phone's.</summary>
    public static MatrixTheoryData<string, int> Looks { get; } = new(["light", "dark", "contrast"], [640, 320]);

    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Looks))]
    public async Task Every_card_is_drawn_whole_within_its_width(string theme, int width)
    {
        Assert.SkipUnless(Chromium.Program is not null && CardPage.Modules is not null, "Needs a browser and `npm ci` in tests/ChatOpsBot.EndToEnd.Tests/cards.");
        await using var chromium = await Chromium.StartAsync();
        var page = await CardPage.OpenAsync(chromium, new CardTheme(theme), width);
        var faults = new List<string>();
        var cards = Golden.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(cards);
        foreach (var file in cards)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            faults.AddRange((await page.DrawAsync(name, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))).Select(fault => $"{name}: {fault}"));
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("""{"type":"Nonsense"}""", "parsing")]
    [InlineData("""{"type":"Input.ChoiceSet","choices":[{"title":"a","value":"a"}]}""", "validation")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"1"},{"type":"Action.Submit","title":"2"},{"type":"Action.Submit","title":"3"},{"type":"Action.Submit","title":"4"},{"type":"Action.Submit","title":"5"},{"type":"Action.Submit","title":"6"},{"type":"Action.Submit","title":"7"}]}""", "dropped action: 7")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"as long as a whole row is"},{"type":"Action.Submit","title":"and beside it another one"}]}""", "a title is cut")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"Column","width":"400px","items":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"wide"}]}]}]}""", "runs out of the card")]
    public async Task A_bad_card_is_found(string element, string fault)
    {
        Assert.SkipUnless(Chromium.Program is not null && CardPage.Modules is not null, "Needs a browser and `npm ci` in tests/ChatOpsBot.EndToEnd.Tests/cards.");
        await using var chromium = await Chromium.StartAsync();
        var page = await CardPage.OpenAsync(chromium, new CardTheme("light"), 320);
        var faults = await page.DrawAsync("bad", $$"""{"type":"AdaptiveCard","version":"1.5","body":[{{element}}]}""");
        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }
}
