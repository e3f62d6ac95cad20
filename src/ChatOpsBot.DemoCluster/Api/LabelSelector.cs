using System.Text.RegularExpressions;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>A label selector, equality and set based, with the API server's words for what it cannot read.</summary>
internal sealed partial record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    internal const string LabelValueHint =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string LabelNameHint =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    public bool IsEmpty => Requirements.Count == 0;

    public static bool IsValue(string text) => LabelValue().IsMatch(text);

    public bool Matches(StoredObject item) => Requirements.All(r => r.Matches(item.Label(r.Key)));

    public static LabelSelector? Parse(string text, out string? error)
    {
        var tokens = new Tokens(text);
        var requirements = new List<LabelRequirement>();
        error = null;
        while (error is null)
        {
            if (tokens.Peek.Length == 0) return new LabelSelector(requirements);
            if (tokens.Peek == "," || (tokens.IsSymbol && tokens.Peek != "!"))
                return Fail(tokens.Peek == "," ? "found ',', expected: !, identifier, or 'end of string'" : $"unable to parse requirement: found '{tokens.Peek}', expected: identifier", out error);
            var requirement = Requirement(tokens, out var wrong);
            if (requirement is null) return Fail($"unable to parse requirement: {wrong}", out error);
            requirements.Add(requirement);
            if (tokens.Peek.Length == 0) return new LabelSelector(requirements);
            if (tokens.Peek != ",") return Fail($"found '{tokens.Peek}', expected: ',' or 'end of string'", out error);
            tokens.Take();
            if (tokens.Peek.Length == 0) return Fail("found '', expected: identifier after ','", out error);
        }
        return null;
    }

    private static LabelSelector? Fail(string message, out string? error)
    {
        error = message;
        return null;
    }

    private static LabelRequirement? Requirement(Tokens tokens, out string? wrong)
    {
        wrong = null;
        var absent = tokens.Peek == "!";
        if (absent) tokens.Take();
        var key = tokens.Peek;
        if (tokens.IsSymbol || key.Length == 0) wrong = $"found '{key}', expected: identifier";
        else if (!LabelName().IsMatch(key)) wrong = $"<nil>: Invalid value: \"{key}\": {LabelNameHint}";
        if (wrong is not null) return null;
        tokens.Take();
        if (absent) return new LabelRequirement(key, LabelOperator.DoesNotExist, []);
        if (tokens.Peek is "" or ",") return new LabelRequirement(key, LabelOperator.Exists, []);

        var written = tokens.Take();
        LabelOperator? parsed = written switch
        {
            "=" or "==" or "in" => LabelOperator.In,
            "!=" or "notin" => LabelOperator.NotIn,
            ">" => LabelOperator.GreaterThan,
            "<" => LabelOperator.LessThan,
            _ => null,
        };
        if (parsed is not { } @operator)
        {
            wrong = $"found '{written}', expected: in, notin, =, ==, !=, gt, lt";
            return null;
        }
        var values = written is "in" or "notin" ? Set(tokens, out wrong) : One(tokens, out wrong);
        if (values is null) return null;
        if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan && !long.TryParse(values[0], out _))
            wrong = $"values[0]: Invalid value: \"{values[0]}\": for 'Gt', 'Lt' operators, the value must be an integer";
        for (var i = 0; wrong is null && i < values.Count; i++)
        {
            if (!LabelValue().IsMatch(values[i])) wrong = $"values[{i}][{key}]: Invalid value: \"{values[i]}\": {LabelValueHint}";
        }
        return wrong is null ? new LabelRequirement(key, @operator, values) : null;
    }

    private static List<string>? One(Tokens tokens, out string? wrong)
    {
        wrong = null;
        if (tokens.Peek is "" or ",") return [""];
        if (!tokens.IsSymbol) return [tokens.Take()];
        wrong = $"found '{tokens.Peek}', expected: identifier";
        return null;
    }

    private static List<string>? Set(Tokens tokens, out string? wrong)
    {
        wrong = null;
        var values = new List<string>();
        if (tokens.Peek != "(")
        {
            wrong = $"found '{tokens.Peek}' expected: '('";
            return null;
        }
        tokens.Take();
        while (true)
        {
            if (tokens.Peek is ")" or ",") values.Add("");
            else if (!tokens.IsSymbol && tokens.Peek.Length > 0) values.Add(tokens.Take());
            if (tokens.Peek is not (")" or ","))
            {
                wrong = $"found '{tokens.Peek}', expected: ',' or ')'";
                return null;
            }
            if (tokens.Take() == ")") return values;
        }
    }

    [GeneratedRegex(@"^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")]
    private static partial Regex LabelName();

    [GeneratedRegex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$")]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"\s*(==|!=|=|!|\(|\)|,|>|<|[^=!(),<>\s]+)")]
    private static partial Regex Lexemes();

    private sealed class Tokens(string text)
    {
        private readonly Queue<string> _rest = new(Lexemes().Matches(text).Select(m => m.Groups[1].Value));

        public string Peek => _rest.TryPeek(out var next) ? next : "";

        public bool IsSymbol => Peek is "=" or "==" or "!=" or "!" or "(" or ")" or "," or ">" or "<";

        public string Take() => _rest.TryDequeue(out var next) ? next : "";
    }
}
