using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Host.Registries;

/// <summary>Calls one registry for one repository, at first as anybody; as the configured account only when that is refused.</summary>
internal sealed class RegistrySession(HttpClient http, RegistryOptions registry, string repository)
{
    // https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests, and the same as the older registries name them.
    private static readonly string[] ManifestTypes =
        ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    private AuthenticationHeaderValue? _authorization;

    /// <summary>Whether the registry told nothing to anybody.</summary>
    public bool WantsCredentials { get; private set; }

    /// <summary>Why no token can be had, neither for anybody nor for the account; null where that is no trouble.</summary>
    public RegistryAnswer? Trouble { get; private set; }

    /// <summary>The first call: finds out as whom to call.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var response = await SendAsync(method, path, cancellationToken);
        if (!IsRefusal(response)) return response;
        var challenge = Challenge.Of(response);
        if (challenge?.Realm is not null && await TokenAsync(challenge, account: null, cancellationToken) is { } anybodys) response = await AgainAsync(response, anybodys, method, path, cancellationToken);
        if (!IsRefusal(response) || Trouble is not null) return response;
        WantsCredentials = true;
        if (registry.UserName is not { Length: > 0 }) return response;
        var account = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{registry.UserName}:{registry.Password}")));
        var own = challenge?.Realm is null ? account : await TokenAsync(challenge, account, cancellationToken);
        return own is null ? response : await AgainAsync(response, own, method, path, cancellationToken);
    }

    /// <summary>A later call, as the same.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(registry.Address, $"/v2/{repository}/{path}"));
        request.Headers.Authorization = _authorization;
        if (path.StartsWith("manifests/", StringComparison.Ordinal))
            foreach (var type in ManifestTypes) request.Headers.Accept.ParseAdd(type);
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>The body of a 200; null for every other answer, and for what is not the JSON that it should be.</summary>
    public static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        if (response.StatusCode != HttpStatusCode.OK) return null;
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>401 or 403.</summary>
    public static bool IsRefusal(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private async Task<HttpResponseMessage> AgainAsync(HttpResponseMessage refused, AuthenticationHeaderValue authorization, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        refused.Dispose();
        _authorization = authorization;
        return await SendAsync(method, path, cancellationToken);
    }

    // https://distribution.github.io/distribution/spec/auth/token/
    private async Task<AuthenticationHeaderValue?> TokenAsync(Challenge challenge, AuthenticationHeaderValue? account, CancellationToken cancellationToken)
    {
        if (Realm(challenge.Realm!) is not { } realm)
        {
            Trouble = new RegistryAnswer.Unreachable($"its tokens are made by {Excerpt(challenge.Realm!)}, which is neither the registry's own host nor in its TokenHosts");
            return null;
        }
        var query = $"{(challenge.Service is { } service ? $"service={Uri.EscapeDataString(service)}&" : "")}scope={Uri.EscapeDataString($"repository:{repository}:pull")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = realm.Query is { Length: > 1 } given ? $"{given[1..]}&{query}" : query }.Uri);
        request.Headers.Authorization = account;
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var answer = await ReadAsync(response, RegistryJson.Default.TokenAnswer, cancellationToken);
            if ((answer?.Token ?? answer?.AccessToken) is { Length: > 0 } token) return new("Bearer", token);
        }
        if (response.StatusCode == HttpStatusCode.TooManyRequests) Trouble = new RegistryAnswer.Limited();
        else if (!IsRefusal(response)) Trouble = new RegistryAnswer.Unreachable($"{realm.Authority} makes no token: HTTP {(int)response.StatusCode}");
        return null;
    }

    // The realm comes from the answer: followed anywhere, it would carry the bot, and its password, wherever the answer says.
    private Uri? Realm(string realm) => Uri.TryCreate(realm, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.Scheme == registry.Address.Scheme
        && registry.TokenHosts.Select(host => new Uri($"{url.Scheme}://{host}")).Prepend(registry.Address).Any(host => string.Equals(host.Authority, url.Authority, StringComparison.OrdinalIgnoreCase)) ? url : null;

    private static string Excerpt(string realm) => Uri.TryCreate(realm, UriKind.Absolute, out var url) ? url.Authority : "an unreadable address";
}
