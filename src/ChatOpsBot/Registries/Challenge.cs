using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Host.Registries;

/// <summary>How a registry wants to be shown who asks (https://distribution.github.io/distribution/spec/auth/token/).</summary>
/// <param name="Realm">Bearer: where tokens are made; null for Basic.</param>
/// <param name="Service">Bearer: for whom.</param>
internal sealed partial record Challenge(string? Realm, string? Service)
{
    /// <summary>The best that an answer offers; null when it offers nothing that the bot knows.</summary>
    public static Challenge? Of(HttpResponseMessage response)
    {
        var offers = response.Headers.WwwAuthenticate;
        if (offers.FirstOrDefault(offer => Is(offer, "Bearer")) is { } bearer && Value(bearer, "realm") is { } realm) return new(realm, Value(bearer, "service"));
        return offers.Any(offer => Is(offer, "Basic")) ? new(null, null) : null;
    }

    private static bool Is(AuthenticationHeaderValue offer, string scheme) => string.Equals(offer.Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    private static string? Value(AuthenticationHeaderValue offer, string name) =>
        Parameter().Matches(offer.Parameter ?? "").FirstOrDefault(match => string.Equals(match.Groups["name"].Value, name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    [GeneratedRegex(@"(?<name>[A-Za-z_]+)\s*=\s*(""(?<value>[^""]*)""|(?<value>[^\s,""]+))", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
