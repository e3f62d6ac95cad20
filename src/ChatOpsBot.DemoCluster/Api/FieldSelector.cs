using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>A field selector over the fields that the API server indexes for that kind.</summary>
internal sealed record FieldSelector(IReadOnlyList<FieldRequirement> Requirements)
{
    public bool IsEmpty => Requirements.Count == 0;

    public bool Matches(StoredObject item) => Requirements.All(r => r.Matches(item));

    public static FieldSelector? Parse(string text, ResourceType type, out string? error)
    {
        var requirements = new List<FieldRequirement>();
        error = null;
        foreach (var term in Terms(text))
        {
            if (term.Length == 0) continue;
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
            {
                error = $"invalid selector: '{text}'; can't understand '{term}'";
                return null;
            }
            var negated = at > 0 && term[at - 1] == '!';
            var field = term[..(negated ? at - 1 : at)];
            var value = term[(at + 1)..];
            if (!negated && value.StartsWith('=')) value = value[1..];
            if (value.Replace("\\=", "", StringComparison.Ordinal).Contains('=', StringComparison.Ordinal))
            {
                error = "invalid field selector: unescaped character in value: 61";
                return null;
            }
            error = SelectableFields.WhyNot(type, field);
            if (error is not null) return null;
            value = value.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\=", "=", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
            requirements.Add(new FieldRequirement(field, value, negated));
        }
        return new FieldSelector(requirements);
    }

    // At commas without a backslash before them.
    private static IEnumerable<string> Terms(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
