using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Teams.Receiving;
using Json.Schema;

namespace ChatOpsBot.Tests.Manifests;

public sealed class TeamsManifestTests
{
    private const string Version = "1.24";
    private const string BotId = "11111111-2222-3333-4444-555555555555";
    private const string AppId = "66666666-7777-8888-9999-000000000000";

    private static readonly string Folder = Path.Combine(Repository.Root, "manifests", "teams");
    private static readonly JsonSchema ManifestSchema = Schema("MicrosoftTeams.schema.json");
    private static readonly JsonSchema LanguageSchema = Schema("MicrosoftTeams.Localization.schema.json");

    private static readonly (string Placeholder, string Value)[] Ids =
        [("${{TEAMS_APP_ID}}", AppId), ("${{BOT_ID}}", BotId), ("${{BOT_DOMAIN}}", "bot.example.com")];

    [Fact]
    public void The_manifest_with_its_ids_filled_in_meets_the_schema() => AssertMeets(ManifestSchema, Manifest());

    [Fact]
    public void The_manifest_before_its_ids_are_filled_in_does_not_pass_for_a_finished_one() =>
        Assert.NotEmpty(Problems(ManifestSchema, JsonNode.Parse(Read("manifest.json"))!));

    [Theory]
    [InlineData("manifestVersion", "\"1.23\"")]
    [InlineData("accentColor", "\"blue\"")]
    [InlineData("surprise", "true")]
    [InlineData("name", """{ "short": "A name that is longer than thirty letters" }""")]
    [InlineData("bots", """[{ "botId": "11111111-2222-3333-4444-555555555555", "scopes": ["channel"] }]""")]
    public void The_schema_refuses_a_manifest_that_is_wrong(string property, string value)
    {
        var manifest = Manifest();
        manifest[property] = JsonNode.Parse(value);

        Assert.NotEmpty(Problems(ManifestSchema, manifest));
    }

    [Fact]
    public void The_schema_that_the_manifest_names_is_the_version_it_is_checked_against()
    {
        var manifest = Manifest();

        Assert.Equal(Version, (string?)manifest["manifestVersion"]);
        Assert.EndsWith($"/teams/v{Version}/MicrosoftTeams.schema.json", (string?)manifest["$schema"], StringComparison.Ordinal);
        Assert.EndsWith(
            $"/teams/v{Version}/MicrosoftTeams.Localization.schema.json", (string?)Language()["$schema"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_bot_can_be_talked_to_alone_in_a_team_and_in_a_group_chat()
    {
        var bot = Manifest()["bots"]![0]!;
        string[] everywhere = ["groupChat", "personal", "team"];

        Assert.Equal(everywhere, Texts(bot["scopes"]!).Order(StringComparer.Ordinal));
        Assert.Equal(everywhere, CommandLists().SelectMany(list => Texts(list["scopes"]!)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_scope_offers_the_words_that_people_need_first()
    {
        foreach (var list in CommandLists())
        {
            var words = list["commands"]!.AsArray().Select(command => ((string)command!["title"]!).Split(' ')[0]);

            Assert.Superset(new HashSet<string> { "pods", "why", "walk", "requests", "help" }, words.ToHashSet());
        }
    }

    [Fact]
    public void The_Chinese_texts_meet_the_schema() => AssertMeets(LanguageSchema, Language());

    [Fact]
    public void The_schema_refuses_a_Chinese_text_that_is_too_long()
    {
        var language = Language();
        language["name.short"] = new string('名', 31);

        Assert.NotEmpty(Problems(LanguageSchema, language));
    }

    [Fact]
    public void Every_text_of_the_manifest_has_its_Chinese_one_and_every_Chinese_one_its_text()
    {
        var expected = new List<string> { "name.short", "name.full", "description.short", "description.full" };
        var lists = CommandLists();
        for (var list = 0; list < lists.Count; list++)
            for (var command = 0; command < lists[list]["commands"]!.AsArray().Count; command++)
                expected.Add($"bots[0].commandLists[{list}].commands[{command}].description");

        expected.AddRange(["composeExtensions[0].commands[0].title", "composeExtensions[0].commands[0].description"]);

        var actual = Language().Select(text => text.Key).Where(key => key != "$schema");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.Equal("zh-cn", (string?)Manifest()["localizationInfo"]!["additionalLanguages"]![0]!["languageTag"]);
    }

    [Theory]
    [InlineData("color", 192)]
    [InlineData("outline", 32)]
    public void An_icon_is_a_PNG_of_the_size_that_Teams_asks_for(string icon, int size)
    {
        var file = (string)Manifest()["icons"]![icon]!;
        var header = File.ReadAllBytes(Path.Combine(Folder, file)).AsSpan(0, 26);

        Assert.True(header[..8].SequenceEqual(PngSignature), $"{file} is no PNG");
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(header[16..]));
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(header[20..]));
        const byte withAlpha = 6;
        Assert.Equal(withAlpha, header[25]);
    }

    [Fact]
    public async Task The_documented_command_makes_a_package_that_Teams_takes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "package.sh needs bash");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            var (exit, output) = await RunAsync([], BotId, "bot.example.com", AppId, file);
            Assert.True(exit == 0, output);

            using var package = ZipFile.OpenRead(file);
            var packed = JsonNode.Parse(Text(package, "manifest.json"))!;
            string[] named = ["manifest.json", "zh-cn.json", (string)packed["icons"]!["color"]!, (string)packed["icons"]!["outline"]!];

            Assert.True(JsonNode.DeepEquals(Manifest(), packed));
            Assert.Equal(
                named.Order(StringComparer.Ordinal), package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_pages_for_privacy_and_terms_are_the_ones_that_the_environment_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "package.sh needs bash");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            var pages = new Dictionary<string, string> { ["PRIVACY_URL"] = "https://example.org/p?a=b", ["TERMS_URL"] = "https://example.org/t" };
            var (exit, output) = await RunAsync(pages, BotId, "bot.example.com", AppId, file);
            Assert.True(exit == 0, output);

            using var package = ZipFile.OpenRead(file);
            var expected = Manifest();
            expected["developer"]!["privacyUrl"] = "https://example.org/p?a=b";
            expected["developer"]!["termsOfUseUrl"] = "https://example.org/t";
            Assert.Equal(expected.ToJsonString(), JsonNode.Parse(Text(package, "manifest.json"))!.ToJsonString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_bot_promises_the_files_that_it_asks_consent_for() => Assert.True((bool)Manifest()["bots"]![0]!["supportsFiles"]!);

    [Fact]
    public void The_command_on_a_message_is_the_one_that_the_bot_answers()
    {
        var command = Assert.Single(Assert.Single(Manifest()["composeExtensions"]!.AsArray())!["commands"]!.AsArray())!;

        Assert.Equal((MessageExtension.Command, "action", true), ((string?)command["id"], (string?)command["type"], (bool?)command["fetchTask"]));
        Assert.Equal(["message"], Texts(command["context"]!));
        Assert.Equal(BotId, (string?)Manifest()["composeExtensions"]![0]!["botId"]);
    }

    [Theory]
    [InlineData("not-a-guid", "bot.example.com", "https://bot.example.com/privacy")]
    [InlineData(BotId, "https://bot.example.com/", "https://bot.example.com/privacy")]
    [InlineData(BotId, "bot.example.com", "http://bot.example.com/privacy")]
    public async Task The_documented_command_refuses_what_Teams_would(string bot, string domain, string privacy)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "package.sh needs bash");

        var (exit, output) = await RunAsync(new Dictionary<string, string> { ["PRIVACY_URL"] = privacy }, bot, domain);

        Assert.Equal(2, exit);
        Assert.Contains("is not a", output, StringComparison.Ordinal);
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static async Task<(int Exit, string Output)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        foreach (var argument in arguments.Prepend(Path.Combine(Folder, "package.sh"))) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output + await error);
    }

    private static JsonObject Manifest()
    {
        var text = Ids.Aggregate(Read("manifest.json"), (text, id) => text.Replace(id.Placeholder, id.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("${{", text, StringComparison.Ordinal);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static JsonObject Language() => JsonNode.Parse(Read("zh-cn.json"))!.AsObject();

    private static List<JsonNode> CommandLists() => [.. Manifest()["bots"]![0]!["commandLists"]!.AsArray().Select(list => list!)];

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(text => (string)text!);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void AssertMeets(JsonSchema schema, JsonNode instance)
    {
        var problems = Problems(schema, instance);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static List<string> Problems(JsonSchema schema, JsonNode instance)
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
        var results = schema.Evaluate(JsonSerializer.SerializeToElement(instance), options);
        return results.IsValid
            ? []
            : [.. from detail in results.Details ?? []
                  from error in detail.Errors ?? new Dictionary<string, string>()
                  select $"{detail.InstanceLocation}: {error.Value}"];
    }

    /// <summary>
    /// Microsoft's schemas say draft-04 and use what came later (`const`) or has no effect there (limits beside a `$ref`):
    /// read as draft-07, with those limits, they are as strict as they were meant.
    /// </summary>
    private static JsonSchema Schema(string file)
    {
        var path = Path.Combine(Repository.Root, "tests", "ChatOpsBot.Tests", "Teams", "Schemas", file);
        var schema = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        schema.Remove("$schema");
        var options = new BuildOptions { Dialect = Dialect.Draft07.With([], refIgnoresSiblingKeywords: false), SchemaRegistry = new() };
        return JsonSchema.FromText(schema.ToJsonString(), options);
    }
}
