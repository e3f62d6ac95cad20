using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOpsBot.Core.Conversations;

/// <summary>The JSON value of a YAML scalar, as sigs.k8s.io/yaml resolves it: only plain ones are anything but text.</summary>
internal static class YamlScalar
{
    /// <summary>Text, number, truth value or null.</summary>
    public static JsonValue? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str") return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL": return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON": return JsonValue.Create(true);
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF": return JsonValue.Create(false);
        }
        if (!char.IsAsciiDigit(text[^1]) && text[^1] != '.') return JsonValue.Create(text);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(IsOctal(text) ? Convert.ToInt64(text, 8) : whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && double.IsFinite(fraction)
            ? JsonValue.Create(fraction)
            : JsonValue.Create(text);
    }

    // defaultMode: 0644
    private static bool IsOctal(string text) => text.Length is > 1 and < 20 && text[0] == '0' && text.All(digit => digit is >= '0' and <= '7');
}
