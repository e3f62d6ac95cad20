using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>The keys that Bot Framework signs with, and which channels may use each.</summary>
internal sealed class ChannelKeys : IDisposable
{
    /// <summary>How long after the keys were fetched for an unknown one they are not fetched for another: anybody can name a key.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> _kept;
    private readonly HttpDocumentRetriever _documents;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private OpenIdConnectConfiguration? _renewed;
    private long? _renewedAt;

    /// <summary>Fetches nothing yet.</summary>
    public ChannelKeys(IOptions<TeamsOptions> options, TeamsHttp http, TimeProvider time)
    {
        var address = options.Value.MetadataUrl ?? BotCloudEndpoints.Of(options.Value.Cloud).Metadata;
        (_time, _documents) = (time, new(http.CreateClient()) { RequireHttps = true });
        _kept = new(address.AbsoluteUri, new OpenIdConnectConfigurationRetriever(), _documents);
    }

    /// <summary>The keys, with the one of an id if it is published. They are kept for 12 hours; one that is not among them is looked for
    /// at once and waited for. The library's own refresh ends after the activity was refused, and is not done again for five minutes.</summary>
    public async Task<OpenIdConnectConfiguration> WithAsync(string keyId, CancellationToken cancellationToken)
    {
        var kept = await _kept.GetConfigurationAsync(cancellationToken);
        return Has(kept, keyId) ? kept : await RenewedAsync(kept, keyId, cancellationToken);
    }

    /// <summary>Whether a key is endorsed for a channel. One without endorsements is endorsed for none; the SDK lets such a key pass.</summary>
    public static bool Endorses(OpenIdConnectConfiguration configuration, string keyId, string channelId)
    {
        var keys = configuration.JsonWebKeySet.Keys.Where(key => key.Kid == keyId).ToList();
        return keys.Count > 0 && keys.All(key => Endorsements(key.AdditionalData).Contains(channelId));
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<OpenIdConnectConfiguration> RenewedAsync(OpenIdConnectConfiguration kept, string keyId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var age = _renewedAt is { } at ? _time.GetElapsedTime(at) : TimeSpan.MaxValue;
            if (age < Again || (age < _kept.AutomaticRefreshInterval && _renewed is not null && Has(_renewed, keyId))) return _renewed ?? kept;
            _renewedAt = _time.GetTimestamp();
            // What is fetched is for everybody who waits, whoever goes away.
            return _renewed = await OpenIdConnectConfigurationRetriever.GetAsync(_kept.MetadataAddress, _documents, CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static bool Has(OpenIdConnectConfiguration configuration, string keyId) => configuration.JsonWebKeySet.Keys.Any(key => key.Kid == keyId);

    private static IEnumerable<string?> Endorsements(IDictionary<string, object> more) => more.TryGetValue("endorsements", out var value)
        ? value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()),
            IEnumerable<object> list => list.Select(item => item.ToString()),
            _ => [],
        }
        : [];
}
