using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Texts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOpsBot.Core.Conversations;

/// <summary>One document of a YAML text.</summary>
/// <param name="Root">What it says, as JSON.</param>
/// <param name="Lines">The line, counted from 1, of each field by its path: spec.containers[0].image.</param>
/// <param name="Line">The document's first line.</param>
internal sealed record YamlDocument(JsonNode? Root, IReadOnlyDictionary<string, int> Lines, int Line);

/// <summary>Why a text is no YAML, and where; line and column count from 1.</summary>
internal sealed record YamlFault(long Line, long Column, Text What);

/// <summary>What a YAML text says; with a fault there are no documents.</summary>
internal sealed record YamlReading(IReadOnlyList<YamlDocument> Documents, YamlFault? Fault);

/// <summary>Reads YAML as kubectl does (sigs.k8s.io/yaml: YAML 1.1 booleans, merge keys), strictly: a key that stands twice is a fault.
/// Anchors are followed within bounds, so that no text unfolds without end.</summary>
internal sealed class YamlReader
{
    private const int MostNodes = 20_000;
    private const int Deepest = 100;

    private readonly Parser _parser;
    private Dictionary<string, JsonNode?> _anchors = [];
    private Dictionary<string, int> _lines = [];
    private int _nodes;

    private YamlReader(string yaml) => _parser = new Parser(new StringReader(yaml));

    /// <summary>Every document that is not empty.</summary>
    public static YamlReading Read(string yaml)
    {
        var reader = new YamlReader(yaml);
        try
        {
            return new([.. reader.Documents()], null);
        }
        catch (FaultException fault)
        {
            return new([], fault.Fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            return new([], reader.Unforeseen());
        }
        catch (YamlException fault)
        {
            return new([], Tab(yaml, fault) ?? new(fault.Start.Line, fault.Start.Column, fault.InnerException?.Message ?? fault.Message));
        }
    }

    // What the parser did not foresee: a scalar that ends where none may, a tag that is no URI (https://github.com/aaubry/YamlDotNet).
    private YamlFault Unforeseen() => _parser.Current?.End is { } end ? new(end.Line, end.Column, Text.Of("commands.check.unforeseen")) : new(1, 1, Text.Of("commands.check.unforeseen"));

    // The parser names the beginning of the mapping and not the line with the tab.
    private static YamlFault? Tab(string yaml, YamlException fault)
    {
        if (!fault.Message.Contains("tab", StringComparison.OrdinalIgnoreCase)) return null;
        var lines = yaml.Split('\n');
        var at = Array.FindIndex(lines, line => line.TrimStart(' ') is ['\t', ..]);
        return at < 0 ? null : new(at + 1, lines[at].IndexOf('\t') + 1, Text.Of("commands.check.tab"));
    }

    private IEnumerable<YamlDocument> Documents()
    {
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            (_anchors, _lines) = ([], []);
            var line = (int)(_parser.Current?.Start.Line ?? 1);
            var root = Node("", 0);
            _parser.Consume<DocumentEnd>();
            if (root is not null) yield return new(root, _lines, line);
        }
    }

    private JsonNode? Node(string path, int depth)
    {
        var at = _parser.Current!.Start;
        _lines.TryAdd(path, (int)at.Line);
        if (depth > Deepest) throw new FaultException(at, Text.Of("commands.check.too-deep", Deepest));
        Count(1, at);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var meant)) throw new FaultException(alias.Start, Text.Of("commands.check.no-anchor", alias.Value.Value));
            Count(Size(meant), alias.Start);
            return meant?.DeepClone();
        }
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        JsonNode? node = _parser.TryConsume<Scalar>(out var scalar) ? YamlScalar.Value(scalar)
            : _parser.TryConsume<MappingStart>(out _) ? Mapping(path, depth) : Sequence(path, depth);
        if (!anchor.IsEmpty) _anchors[anchor.Value] = node?.DeepClone();
        return node;
    }

    private JsonObject Mapping(string path, int depth)
    {
        var mapping = new JsonObject();
        var merged = new List<JsonObject>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key)) throw new FaultException(_parser.Current!.Start, Text.Of("commands.check.key-no-text"));
            if (mapping.ContainsKey(key.Value)) throw new FaultException(key.Start, Text.Of("commands.check.key-twice", key.Value));
            var field = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            _lines.TryAdd(field, (int)key.Start.Line);
            var value = Node(field, depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                merged.AddRange(value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : throw new FaultException(key.Start, Text.Of("commands.check.merge-no-map")));
            else mapping[key.Value] = value;
        }
        foreach (var (key, value) in merged.SelectMany(map => map))
            if (!mapping.ContainsKey(key)) mapping[key] = value?.DeepClone();
        return mapping;
    }

    private JsonArray Sequence(string path, int depth)
    {
        _parser.Consume<SequenceStart>();
        var sequence = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _)) sequence.Add(Node(string.Create(CultureInfo.InvariantCulture, $"{path}[{sequence.Count}]"), depth + 1));
        return sequence;
    }

    private void Count(int nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > MostNodes) throw new FaultException(at, Text.Of("commands.check.too-many", MostNodes));
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(pair => Size(pair.Value)),
        JsonArray list => 1 + list.Sum(Size),
        _ => 1,
    };

    // Ends the reading from whatever depth; caught once, where the reading began.
    private sealed class FaultException(Mark at, Text what) : Exception
    {
        public YamlFault Fault { get; } = new(at.Line, at.Column, what);
    }
}
