using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>YAML to JSON by the core schema of YAML 1.2: only plain scalars are anything but strings.</summary>
internal static class YamlReader
{
    public static IEnumerable<JsonObject> Documents(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        while (!parser.Accept<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            if (Node(parser) is JsonObject document) yield return document;
            parser.Consume<DocumentEnd>();
        }
    }

    private static JsonNode? Node(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return Value(scalar);
        if (parser.TryConsume<MappingStart>(out _))
        {
            var mapping = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>().Value;
                mapping[key] = Node(parser);
            }
            return mapping;
        }
        parser.Consume<SequenceStart>();
        var sequence = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _)) sequence.Add(Node(parser));
        return sequence;
    }

    private static JsonValue? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain) return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null": return null;
            case "true": return JsonValue.Create(true);
            case "false": return JsonValue.Create(false);
        }
        if (!char.IsAsciiDigit(text[^1])) return JsonValue.Create(text);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            ? JsonValue.Create(fraction)
            : JsonValue.Create(text);
    }
}
