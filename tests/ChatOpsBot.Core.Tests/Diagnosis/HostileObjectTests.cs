using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Histories;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>Whatever stands in objects, events and logs: a diagnosis says something that can be read, and never falls over.</summary>
public sealed class HostileObjectTests
{
    private static readonly string[] Scenarios = [.. ScenarioTests.Names.Select(row => row.Data)];

    private static readonly Gen<string> Strings = Gen.OneOf(
        Chosen("", " ", "\0", "\n\n", "{0}{1}{99}", "{", "%s%n", "../../etc/passwd", "<script>alert(1)</script>", "‮evil", "\ud83d", "True", "Failed", "Unknown", "-1", "1e309", "999999999999999999999", "0/0 nodes are available: ", "Failed to pull image \"",
            "Error: exec: \"", "exceeded quota: , requested: , used: , limited: ", "NaN", "*/5 * * * *", "User \"system:serviceaccount:a:b\" cannot get resource \"c\""),
        Gen.Char.Array[0, 40].Select(letters => new string(letters)),
        Gen.Int[1_000, 20_000].Select(length => new string('A', length)));

    private static readonly Gen<JsonNode?> Values = Gen.OneOf<JsonNode?>(
        Strings.Select(text => (JsonNode?)JsonValue.Create(text)),
        Chosen<long>(0, -1L, 1L, int.MaxValue, int.MinValue, long.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number)),
        Chosen("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-11-24T15:21:15.999999999+14:00").Select(time => (JsonNode?)JsonValue.Create(time)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Int[0, 0].Select(_ => (JsonNode?)null),
        Gen.Int[0, 0].Select(_ => (JsonNode?)new JsonArray()),
        Gen.Int[0, 0].Select(_ => (JsonNode?)new JsonObject()));

    // Read once: the same recording is changed hundreds of times.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonObject>> Recordings = new();

    private static IReadOnlyList<JsonObject> Recorded(string scenario) =>
        Recordings.GetOrAdd(scenario, name => YamlObjects.Read(File.ReadAllText(Path.Combine(ScenarioTests.Folder, name, "objects.yaml"))));

    [Fact]
    public Task No_rule_falls_over_whatever_the_objects_hold() => Gen.Select(Chosen(Scenarios), Gen.Select(Gen.Int[0, int.MaxValue], Values).Array[1, 12]).SampleAsync(async (scenario, changes) =>
    {
        var objects = Recorded(scenario).ToList();
        foreach (var (where, value) in changes) Change(objects, where, value);
        await AskAsync(scenario, new RecordedCluster(objects, Path.Combine(ScenarioTests.Folder, scenario, "logs")));
    }, iter: 1_000);

    [Fact]
    public Task No_rule_falls_over_whatever_a_log_holds() => Gen.Select(Chosen(Scenarios.Where(name => Directory.Exists(Path.Combine(ScenarioTests.Folder, name, "logs"))).ToArray()), Strings.Array[0, 30]).SampleAsync(async (scenario, lines) =>
    {
        await AskAsync(scenario, new RecordedCluster(Recorded(scenario)) { Logs = request => Tail(string.Join('\n', lines), request.LimitBytes) });
    }, iter: 40);

    [Fact]
    public async Task A_rule_looks_at_the_whole_of_a_truncated_object()
    {
        foreach (var scenario in Scenarios)
        {
            foreach (var part in (string[])["spec", "status"])
            {
                var cut = Recorded(scenario).Select(item => (JsonObject)item.DeepClone()).ToList();
                foreach (var item in cut) item.Remove(part);
                await AskAsync(scenario, new RecordedCluster(cut));
            }
        }
    }

    private static string Tail(string log, int limit) => log.Length <= limit ? log : log[..limit];

    private static Gen<T> Chosen<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static async Task AskAsync(string scenario, RecordedCluster cluster)
    {
        var now = ScenarioTests.Now(scenario);
        var inquiry = await Inquiry.RunAsync(cluster, ScenarioTests.Target(scenario), now, CancellationToken.None);
        if (inquiry.Has(out var found, out _)) Read(WhyReply.Of(found, await HistoryReader.ReadAsync(cluster, found, CancellationToken.None), null), now);
        var sweep = await Sweep.RunAsync(cluster, null, now, CancellationToken.None);
        if (sweep.Has(out var swept, out _)) Read(SweepReply.Of(swept, null), now);
    }

    private static void Read(Reply reply, DateTimeOffset now) =>
        Assert.All(Locale.All, locale => Assert.NotEmpty(PlainText.Render(reply, new Reader(locale, TimeZoneInfo.Utc, now), null)));

    // One value anywhere is replaced; an object that the API server's types would not allow stays as it was.
    private static void Change(List<JsonObject> objects, int where, JsonNode? value)
    {
        var at = where % objects.Count;
        var changed = (JsonObject)objects[at].DeepClone();
        var places = Places(changed).Where(place => place.Holder is not JsonObject root || root != changed).ToList();
        if (places.Count == 0) return;
        var (holder, key) = places[where / objects.Count % places.Count];
        // The API server leaves out what is null.
        if (holder is JsonObject map && value is null) map.Remove((string)key);
        else if (holder is JsonObject replaced) replaced[(string)key] = value?.DeepClone();
        else ((JsonArray)holder)[(int)key] = value?.DeepClone();
        if (IsAllowed(changed)) objects[at] = changed;
    }

    private static IEnumerable<(JsonNode Holder, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(pair => ((JsonNode)map, (object)pair.Key)).Concat(map.SelectMany(pair => Places(pair.Value))),
        JsonArray list => list.Select((_, index) => ((JsonNode)list, (object)index)).Concat(list.SelectMany(Places)),
        _ => [],
    };

    private static bool IsAllowed(JsonObject item)
    {
        if (ResourceKinds.All.FirstOrDefault(kind => kind.Kind == item["kind"]?.ToString()) is not { } kind) return false;
        try
        {
            var type = typeof(Pod).Assembly.GetType($"{typeof(Pod).Namespace}.{kind.Kind}")!;
            // Lists of records with nulls in them are nothing that an API server sends.
            return !Places(item).Any(place => place.Holder is JsonArray list && list[(int)place.Key] is null) && item.Deserialize(FactsJson.Default.GetTypeInfo(type)!) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
