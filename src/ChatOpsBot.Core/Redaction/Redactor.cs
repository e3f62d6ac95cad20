using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Redaction;

/// <summary>Takes credentials out of what the cluster says before anybody reads it: values whose names say so, and values that look so.
/// It errs on the side of hiding.</summary>
public static partial class Redactor
{
    /// <summary>What stands where a credential stood.</summary>
    public const string Mark = "[redacted]";

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Whether a name (of an environment variable, key, flag) says that its value is a credential.</summary>
    public static bool NamesCredential(string name) => CredentialName().IsMatch(name) && !ReferenceName().IsMatch(name);

    /// <summary>A text, such as a log, without the credentials in it.</summary>
    public static string Text(string text)
    {
        var clean = text;
        if (clean.Contains("PRIVATE KEY", StringComparison.Ordinal)) clean = KeyTail().Replace(KeyBlock().Replace(clean, Mark), Mark);
        clean = WebToken().Replace(clean, Mark);
        clean = KnownToken().Replace(clean, Mark);
        if (clean.Contains("://", StringComparison.Ordinal)) clean = UserInfo().Replace(clean, match => $"{match.Groups[1].Value}{match.Groups[2].Value}:{Mark}@");
        clean = Authorization().Replace(clean, match => match.Groups[1].Value + Mark);
        clean = Bearer().Replace(clean, match => match.Groups[1].Value + Mark);
        clean = ConnectionPart().Replace(clean, match => match.Groups[1].Value + Mark);
        clean = Assignment().Replace(clean, match => IsHarmless(match) ? match.Value : match.Groups["left"].Value + Mark);
        return Flag().Replace(clean, match => match.Groups[1].Value + Mark);
    }

    /// <summary>An object as the API server sent it, changed in place: without a Secret's values, credential-like values,
    /// managedFields and the last applied configuration (which repeats all of them).</summary>
    public static JsonObject Object(JsonObject thing)
    {
        var isSecret = thing["kind"]?.ToString() is "Secret";
        if (thing["metadata"] is JsonObject metadata)
        {
            metadata.Remove("managedFields");
            if (metadata["annotations"] is JsonObject annotations)
            {
                annotations.Remove(LastApplied);
                if (annotations.Count == 0) metadata.Remove("annotations");
            }
        }
        foreach (var (key, value) in thing.ToList())
        {
            if (isSecret && key is "data" or "stringData" && value is JsonObject data) Hide(data);
            else Walk(thing, key, value);
        }
        return thing;
    }

    private static void Hide(JsonObject data)
    {
        foreach (var (key, _) in data.ToList()) data[key] = Mark;
    }

    private static void Walk(JsonObject parent, string key, JsonNode? value)
    {
        if (value is not JsonValue text || text.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            WalkInto(value);
            return;
        }
        var spoken = text.GetValue<string>();
        var clean = NamesCredential(key) && spoken.Length > 0 ? Mark : Text(spoken);
        if (clean != spoken) parent[key] = clean;
    }

    private static void WalkInto(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject child when child["name"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && child.ContainsKey("value"):
                WalkNamed(child);
                break;
            case JsonObject child:
                foreach (var (name, inner) in child.ToList()) Walk(child, name, inner);
                break;
            case JsonArray list:
                WalkList(list);
                break;
        }
    }

    // {name: DB_PASSWORD, value: …}
    private static void WalkNamed(JsonObject pair)
    {
        if (NamesCredential(pair["name"]!.ToString()) && pair["value"] is not null) pair["value"] = Mark;
        foreach (var (name, inner) in pair.ToList())
            if (name != "name") Walk(pair, name, inner);
    }

    private static void WalkList(JsonArray list)
    {
        var afterFlag = false;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonValue text || text.GetValueKind() != System.Text.Json.JsonValueKind.String)
            {
                WalkInto(list[i]);
                afterFlag = false;
                continue;
            }
            var spoken = text.GetValue<string>();
            var clean = afterFlag && !spoken.StartsWith('-') ? Mark : Text(spoken);
            afterFlag = spoken.StartsWith('-') && !spoken.Contains('=', StringComparison.Ordinal) && NamesCredential(spoken);
            if (clean != spoken) list[i] = clean;
        }
    }

    private static bool IsHarmless(Match match) => match.Groups["value"].Value.Trim('"', '\'', '\\') is "" or "null" or "true" or "false" or "<nil>" or Mark
        || ReferenceName().IsMatch(match.Groups["name"].Value);

    [GeneratedRegex(@"passw(or)?d|passphrase|(^|[_.-])(pwd|pass)($|[_.-])|secret|token|api[_.-]?key|access[_.-]?key|private[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|credential|conn(ection)?[_.-]?str(ing)?|(^|[_.-])(auth|key)$", RegexOptions.IgnoreCase)]
    private static partial Regex CredentialName();

    // secretName, tokenExpirationSeconds, secretKeyRef, PASSWORD_FILE: these say where a credential is, not what it is.
    [GeneratedRegex(@"(name|ref|refs|file|path|dir|namespace|seconds|ttl|type|count|limit|length|s?reviews?)$|^automount|^topologyKey$|^key$", RegexOptions.IgnoreCase)]
    private static partial Regex ReferenceName();

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|\z)")]
    private static partial Regex KeyBlock();

    // The end of a key whose beginning was cut off by --tail.
    [GeneratedRegex(@"(?:^[^\S\n]*[A-Za-z0-9+/=]{16,80}[^\S\n]*\n)*^.*-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----", RegexOptions.Multiline)]
    private static partial Regex KeyTail();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|AIza[\w-]{30,}|sk-[\w-]{20,}|npm_[A-Za-z0-9]{30,})")]
    private static partial Regex KnownToken();

    [GeneratedRegex(@"([A-Za-z][A-Za-z0-9+.-]{0,30}://)([^\s/:@""']*):([^\s/""']+)@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"((?:proxy-)?authorization\\?[""']?\s*[:=]\s*\\?[""']?(?:(?:bearer|basic|digest|negotiate|token)\s+)?)(?!\[redacted\])[^\s""'\\,]+", RegexOptions.IgnoreCase)]
    private static partial Regex Authorization();

    [GeneratedRegex(@"\b(bearer\s+)(?=\S*[0-9]|\S{20})[A-Za-z0-9._~+/=-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\b((?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|sig)\s*=\s*)(?!\[redacted\])[^;""'\r\n&]+(?=;)", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionPart();

    [GeneratedRegex(@"(?<left>(?<name>[A-Za-z0-9_.-]{0,60}?(?:passw(?:or)?d|passphrase|\bpwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|signing[_-]?key|encryption[_-]?key|credentials?|connection[_-]?string)[A-Za-z0-9_.-]{0,60})\\?[""']?\s{0,3}[:=]\s{0,3})(?<value>\\""(?:(?!\\"").)*\\""|""(?:[^""\\\n]|\\.)*""|'[^'\n]*'|[^\s,;&""'}\])]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<=^|\s)(--?[A-Za-z0-9-]{0,40}(?:password|passwd|secret|token|api-?key|access-?key)\s+)(?![-\[])\S+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Flag();
}
