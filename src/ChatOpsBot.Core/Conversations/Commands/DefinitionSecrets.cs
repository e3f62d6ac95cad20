using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The credentials that stand in a definition, which the API server's words may quote: they are not said again.</summary>
internal sealed class DefinitionSecrets
{
    private const int Shortest = 4;
    private readonly List<string> _values;

    public DefinitionSecrets(IEnumerable<JsonObject> bodies)
    {
        var values = new HashSet<string>();
        foreach (var body in bodies)
        {
            if (body["kind"]?.ToString() == "Secret")
                foreach (var value in new[] { body["data"], body["stringData"] }.OfType<JsonObject>().SelectMany(data => data).Select(pair => pair.Value?.ToString() ?? "")) Add(value);
            else Compare(body, Redactor.Object(body.DeepClone().AsObject()));
        }
        _values = [.. values.OrderByDescending(value => value.Length)];

        void Add(string value)
        {
            if (value.Length >= Shortest) values.Add(value);
            var bytes = new byte[value.Length];
            if (Convert.TryFromBase64String(value, bytes, out var length) && length >= Shortest) values.Add(Encoding.UTF8.GetString(bytes, 0, length));
        }

        // What the redactor took away is what it holds for a credential.
        void Compare(JsonNode? before, JsonNode? after)
        {
            if (before is JsonObject map) foreach (var (key, value) in map) Compare(value, (after as JsonObject)?[key]);
            else if (before is JsonArray list) for (var i = 0; i < list.Count; i++) Compare(list[i], (after as JsonArray)?[i]);
            else if (before is JsonValue && before.ToString() is var text && after?.ToString() is { } clean && clean != text && clean.Contains(Redactor.Mark, StringComparison.Ordinal)) Add(text);
        }
    }

    /// <summary>A text without them, and fit for a chat.</summary>
    public Text Hide(Text text) => text switch
    {
        Text.Literal literal => CleanFindings.Of(_values.Aggregate(literal.Value, (said, value) => said.Replace(value, Redactor.Mark, StringComparison.Ordinal))),
        Text.Keyed keyed => new Text.Keyed(keyed.Key, [.. keyed.Arguments.Select(Hide)]),
        Text.Several several => new Text.Several([.. several.Items.Select(Hide)]),
        _ => text,
    };
}
