using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Opaque to clients; the shape is the API server's.</summary>
internal sealed record ContinueToken(string Revision, string Start)
{
    public string Encode()
    {
        var json = new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = long.Parse(Revision, CultureInfo.InvariantCulture), ["start"] = Start };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public static ContinueToken? Decode(string token)
    {
        try
        {
            var base64 = token.Replace('-', '+').Replace('_', '/');
            var json = JsonNode.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return json?["rv"]?.GetValue<long>() is { } revision && json["start"]?.GetValue<string>() is { } start
                ? new ContinueToken(revision.ToString(CultureInfo.InvariantCulture), start)
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
