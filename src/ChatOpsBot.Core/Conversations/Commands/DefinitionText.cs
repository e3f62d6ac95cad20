using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Reviews;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>One object of a definition with the lines of its fields.</summary>
internal sealed record DefinedObject(Proposal Proposal, YamlDocument Document)
{
    // What a finding calls spec stands in a template.
    private static readonly string[] Above = ["", "spec.", "spec.template.", "spec.jobTemplate.spec.template."];

    /// <summary>The line of a field as the API server or a finding writes its path, or of the nearest field around it.</summary>
    public int LineOf(string path)
    {
        for (var at = Indexed(path); at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
            foreach (var above in Above)
                if (Document.Lines.TryGetValue(above + at, out var line)) return line;
        return Document.Line;
    }

    // A finding names the item of a list (spec.containers[app]), a line is known by its number.
    private string Indexed(string path)
    {
        var found = Document.Lines.Keys.Where(key => key.EndsWith("].name", StringComparison.Ordinal)).ToList();
        for (var open = path.IndexOf('['); open >= 0; open = path.IndexOf('[', open + 1))
        {
            var close = path.IndexOf(']', open);
            if (close < 0) break;
            if (path[(open + 1)..close].All(char.IsAsciiDigit)) continue;
            var name = path[(open + 1)..close];
            var item = found.Select(key => key[..^".name".Length]).FirstOrDefault(key =>
                (key[..key.LastIndexOf('[')] is var list) && (list == path[..open] || list.EndsWith($".{path[..open]}", StringComparison.Ordinal)) && NameAt(key) == name);
            if (item is null) return path[..open];
            path = item + path[(close + 1)..];
            open = item.LastIndexOf('[');
        }
        return path;
    }

    private string? NameAt(string path)
    {
        JsonNode? at = Document.Root;
        foreach (var part in path.Split('.'))
        {
            var pieces = part.Split('[', ']');
            at = (at as JsonObject)?[pieces[0]];
            if (pieces.Length > 1 && at is JsonArray list && int.TryParse(pieces[1], out var index) && index < list.Count) at = list[index];
        }
        return (at as JsonObject)?["name"]?.ToString();
    }
}

/// <summary>The objects of a YAML text, or why it is none.</summary>
internal static class DefinitionText
{
    private const int MostObjects = 20;

    /// <summary>Reads it; the refusal when there is nothing to look at.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="ns">Where objects go that name no namespace.</param>
    /// <param name="refusal">Why not.</param>
    public static IReadOnlyList<DefinedObject> Read(string yaml, string ns, out Reply? refusal)
    {
        refusal = null;
        var read = YamlReader.Read(yaml);
        if (read.Fault is { } fault)
        {
            refusal = Reply.Refused(Text.Of("commands.check.no-yaml", fault.Line, fault.Column, CleanFindings.Of(fault.What)), [.. Excerpt(yaml, fault)]);
            return [];
        }
        var objects = new List<DefinedObject>();
        foreach (var document in read.Documents.SelectMany(Items))
        {
            if (Proposed(document.Root, ns) is not { } proposed)
            {
                refusal = Reply.Refused(Text.Of("commands.check.no-object", document.Line));
                return [];
            }
            objects.Add(new(Proposal.Read(proposed), document));
        }
        if (objects.Count is 0 or > MostObjects) refusal = Reply.Refused(objects.Count == 0 ? Text.Of("commands.check.nothing") : Text.Of("commands.check.too-many-objects", objects.Count, MostObjects));
        return objects;
    }

    // kind: List holds objects of any kind.
    private static IEnumerable<YamlDocument> Items(YamlDocument document)
    {
        if (document.Root is not JsonObject { } root || root["kind"]?.ToString() != "List" || root["items"] is not JsonArray items) return [document];
        return items.Select((item, index) =>
        {
            var prefix = $"items[{index}]";
            var lines = document.Lines.Where(pair => pair.Key.StartsWith(prefix + ".", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(prefix.Length + 1)..], pair => pair.Value);
            return new YamlDocument(item?.DeepClone(), lines, document.Lines.GetValueOrDefault(prefix, document.Line));
        });
    }

    private static ProposedObject? Proposed(JsonNode? root, string ns)
    {
        if (root is not JsonObject body || Word(body["apiVersion"]) is not { Length: > 0 } version || Word(body["kind"]) is not { Length: > 0 } kind) return null;
        var metadata = body["metadata"] as JsonObject;
        return new(version, kind, Word(metadata?["namespace"]) ?? ns, Word(metadata?["name"]) ?? "", body);
    }

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;

    // The lines around the fault, without what looks like a credential.
    private static IEnumerable<ReplyPart> Excerpt(string yaml, YamlFault fault)
    {
        var lines = Redaction.Redactor.Text(Hidden(yaml)).Split('\n');
        var at = (int)Math.Min(fault.Line, lines.Length) - 1;
        if (at < 0) yield break;
        var first = Math.Max(0, at - 2);
        yield return new Code(string.Join('\n', lines[first..(at + 1)].Select(Redaction.Neutral.Of)), "yaml", at - first);
    }

    // Of a text that cannot be read, nobody knows what is the data of a Secret.
    private static string Hidden(string yaml) => !yaml.Contains("Secret", StringComparison.Ordinal) ? yaml
        : string.Join('\n', yaml.Split('\n').Select(line => line.IndexOf(':') is var colon and >= 0 ? $"{line[..(colon + 1)]} …" : "…"));
}
