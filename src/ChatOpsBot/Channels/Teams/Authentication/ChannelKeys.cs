using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>The keys that Bot Framework signs with, and which channels may use each.</summary>
internal sealed class ChannelKeys(IOptions<TeamsOptions> options, TeamsHttp http)
{
    /// <summary>Holds the keys for 12 hours and fetches them anew, at most every five minutes, when a token names an unknown one.
    /// The SDK's own cache never looks again before its day is over.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Metadata { get; } = new(
        (options.Value.MetadataUrl ?? BotCloudEndpoints.Of(options.Value.Cloud).Metadata).AbsoluteUri,
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http.CreateClient()) { RequireHttps = true });

    /// <summary>Whether the key is endorsed for a channel. A key without endorsements is endorsed for none; the SDK lets such a key pass.</summary>
    public async Task<bool> EndorsesAsync(string keyId, string channelId, CancellationToken cancellationToken)
    {
        var keys = (await Metadata.GetConfigurationAsync(cancellationToken)).JsonWebKeySet.Keys.Where(key => key.Kid == keyId).ToList();
        return keys.Count > 0 && keys.All(key => Endorsements(key.AdditionalData).Contains(channelId));
    }

    private static IEnumerable<string?> Endorsements(IDictionary<string, object> more) => more.TryGetValue("endorsements", out var value)
        ? value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()),
            IEnumerable<object> list => list.Select(item => item.ToString()),
            _ => [],
        }
        : [];
}
