using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack.Blocks;

/// <summary>What is wrong with a JSON document, each with the place.</summary>
internal sealed class Faults
{
    private readonly List<string> _found = [];

    /// <summary>All of it.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Something else is wrong.</summary>
    public void Add(string at, string what) => _found.Add($"{at}: {what}");

    /// <summary>An object.</summary>
    public (JsonObject Node, string At) Object(JsonNode? node, string at)
    {
        if (node is JsonObject item) return (item, at);
        Add(at, "is no object");
        return ([], at);
    }

    /// <summary>A string.</summary>
    public string Text(JsonNode? node, string at)
    {
        if (node?.GetValueKind() == JsonValueKind.String) return node.GetValue<string>();
        Add(at, "is no string");
        return "";
    }

    /// <summary>The type of an object.</summary>
    public string Type((JsonObject Node, string At) item) => Text(item.Node["type"], item.At + "/type");

    /// <summary>Which fields there must be, and which there may be.</summary>
    public void Fields((JsonObject Node, string At) item, string[] required, string[] optional)
    {
        foreach (var missing in required.Where(name => item.Node[name] is null)) Add(item.At, $"{missing} is missing");
        foreach (var (name, _) in item.Node.Where(member => !required.Contains(member.Key) && !optional.Contains(member.Key))) Add(item.At, $"{name} is unknown");
    }

    /// <summary>The objects in the list "elements".</summary>
    public IEnumerable<(JsonObject Node, string At)> Elements((JsonObject Node, string At) item, int least, int most)
    {
        if (item.Node["elements"] is not JsonArray elements)
        {
            Add(item.At, "elements is no list");
            return [];
        }
        Count(elements, least, most, item.At + "/elements");
        return elements.Select((element, index) => Object(element, $"{item.At}/elements/{index}")).ToList();
    }

    /// <summary>How many there may be.</summary>
    public void Count(JsonArray items, int least, int most, string at)
    {
        if (items.Count < least || items.Count > most) Add(at, $"{items.Count} items are not {least} to {most}");
    }

    /// <summary>How long a text may be.</summary>
    public void Length(string text, int least, int most, string at)
    {
        if (text.Length < least || text.Length > most) Add(at, $"{text.Length} letters are not {least} to {most}");
    }

    /// <summary>A field with one of some values.</summary>
    public void OneOf((JsonObject Node, string At) item, string field, params string[] values)
    {
        if (!values.Contains(Text(item.Node[field], item.At))) Add(item.At, $"{field} is none of {string.Join(", ", values)}");
    }

    /// <summary>Nothing stands twice.</summary>
    public void Unique(IEnumerable<string> values, string what)
    {
        foreach (var twice in values.GroupBy(value => value).Where(group => group.Count() > 1)) Add(what, $"{twice.Key} stands {twice.Count()} times");
    }
}
