using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Tests.Channels.Teams;
using static ChatOpsBot.Tests.Vendors.TokenBench;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>A token, and who believes it.</summary>
/// <param name="Header">The Authorization header; null: none.</param>
/// <param name="Theirs">Whether Microsoft's code believes it.</param>
/// <param name="Why">Why the bot does otherwise; null: it does the same.</param>
internal sealed record TokenRow(Func<TokenBench, string?> Header, bool Theirs, string? Why = null)
{
    /// <summary>The bot's cloud.</summary>
    public BotCloud Cloud { get; init; }

    /// <summary>What the activity says otherwise.</summary>
    public (string Path, string? Value)? Activity { get; init; }

    /// <summary>It is judged with the Emulator's keys, which JwtTokenValidation fetches from the internet.</summary>
    public bool IsEmulators { get; init; }
}

/// <summary>Good and bad tokens, by what is wrong with them.</summary>
internal static partial class TokenTable
{
    private const string OtherApp = "9d000000-0000-4000-8000-000000000000";
    private const string Spelling =
        "Looser, and safe: the claim binds the token to a service, and the answer goes where the allowed list of hosts says; a host is the same in capitals, and a slash at the end leads nowhere else on it.";

    public static Dictionary<string, TokenRow> Rows { get; } = new(Headers().Concat(Keys()).Concat(Claims()).Concat(Clouds()).Concat(Others()));

    private static TokenRow Good(Action<JsonObject> claims, string? why = null) => new(bench => bench.Bearer(claims), true, why);

    private static TokenRow Bad(Action<JsonObject> claims, string? why = null) => new(bench => bench.Bearer(claims), false, why);

    // Who speaks how.
    private static Dictionary<string, TokenRow> Headers() => new()
    {
        ["a genuine token"] = new(bench => bench.Bearer(), true),
        ["no header"] = new(_ => null, false),
        ["an empty header"] = new(_ => "", false),
        ["a scheme without a token"] = new(_ => "Bearer", false),
        ["a scheme in small letters"] = new(bench => "bearer " + bench.Token(), false),
        ["a scheme in capitals"] = new(bench => "BEARER " + bench.Token(), false),
        ["another scheme"] = new(bench => "Basic " + bench.Token(), false),
        ["a token without a scheme"] = new(bench => bench.Token(), false),
        ["two spaces"] = new(bench => "Bearer  " + bench.Token(), false),
        ["a tab"] = new(bench => "Bearer\t" + bench.Token(), false),
        ["something after the token"] = new(bench => bench.Bearer() + " more", false),
        ["a word"] = new(_ => "Bearer nonsense", false),
        ["three letters"] = new(_ => "Bearer a.b.c", false),
        ["dots"] = new(_ => "Bearer ....", false),
        ["ten thousand letters"] = new(_ => "Bearer " + new string('x', 10_000), false),
        ["a token of five parts"] = new(bench => bench.Bearer() + ".more.more", false),
    };

    // How it is signed.
    private static Dictionary<string, TokenRow> Keys() => new()
    {
        ["RS384"] = new(bench => bench.Bearer(header: header => header["alg"] = "RS384"), true),
        ["RS512"] = new(bench => bench.Bearer(header: header => header["alg"] = "RS512"), true),
        ["PS256"] = new(bench => bench.Bearer(header: header => header["alg"] = "PS256"), false),
        ["no algorithm"] = new(bench => bench.Bearer(header: header => header["alg"] = "none"), false),
        ["no algorithm, in capitals"] = new(bench => bench.Bearer(header: header => header["alg"] = "None"), false),
        ["an algorithm that is not named"] = new(bench => bench.Bearer(header: header => header.Remove("alg")), false),
        ["the public key as a secret"] = new(bench => bench.Bearer(header: header => header["alg"] = "HS256"), false),
        ["another key under the right name"] = new(bench => bench.Bearer(key: bench.Unpublished), false),
        ["an unknown key"] = new(bench => bench.Bearer(header: header => header["kid"] = "key-unknown", key: bench.Unpublished), false),
        ["the right key under an unknown name"] = new(bench => bench.Bearer(header: header => header["kid"] = "key-unknown"), false),
        ["a key that is not named"] = new(bench => bench.Bearer(header: header => header.Remove("kid")), false),
        ["a key that comes with the token"] = new(bench => bench.Bearer(header: header => header["jwk"] = Jwk(bench), key: bench.Unpublished), false),
        ["a signature of another algorithm"] = new(bench => Exchange(bench.Bearer(), 2, bench.Bearer(header: header => header["alg"] = "RS512")), false),
        ["the signature of another token"] = new(bench => Exchange(bench.Bearer(claims => claims["aud"] = OtherApp), 2, bench.Bearer()), false),
        ["other claims under the signature"] = new(bench => Exchange(bench.Bearer(), 1, bench.Bearer(claims => claims["more"] = 1)), false),
        ["half a signature"] = new(bench => bench.Bearer()[..^100], false),
        ["a key for another channel"] = new(bench => bench.Bearer(header: header => header["kid"] = "key-slack"), false),
        ["a key for no channel that it names"] = new(bench => bench.Bearer(header: header => header["kid"] = "key-bare"), true,
            "The rules want the channel among the key's endorsements (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot); Microsoft's code does not look where there are none."),
        ["a key for an empty list of channels"] = new(bench => bench.Bearer(header: header => header["kid"] = "key-empty"), true, "As above."),
    };

    // Whom it is from, for whom, and when.
    private static Dictionary<string, TokenRow> Claims() => new()
    {
        ["another issuer"] = Bad(claims => claims["iss"] = "https://evil.example"),
        ["no issuer"] = Bad(claims => claims.Remove("iss")),
        ["an issuer with a slash"] = Bad(claims => claims["iss"] = TokenService.Issuer + "/"),
        ["an issuer in capitals"] = Bad(claims => claims["iss"] = "HTTPS://API.BOTFRAMEWORK.COM"),
        ["another bot's token"] = Bad(claims => claims["aud"] = OtherApp),
        ["no audience"] = Bad(claims => claims.Remove("aud")),
        ["an empty audience"] = Bad(claims => claims["aud"] = ""),
        ["an audience in capitals"] = Bad(claims => claims["aud"] = TeamsHost.AppId.ToUpperInvariant()),
        ["the issuer as audience"] = Bad(claims => claims["aud"] = TokenService.Issuer),
        ["two audiences"] = Bad(claims => claims["aud"] = new JsonArray(TeamsHost.AppId, OtherApp)),
        ["an audience in a list"] = Bad(claims => claims["aud"] = new JsonArray(TeamsHost.AppId),
            "Looser, and safe: a list of one is the same audience (RFC 7519, 4.1.3), signed by the same issuer for this bot and nobody else."),
        ["four minutes past its end"] = Good(claims => claims["exp"] = At(-4)),
        ["six minutes past its end"] = Bad(claims => claims["exp"] = At(-6)),
        ["no end"] = Good(claims => claims.Remove("exp"), "A token that never ends is stolen once and for all; Bot Framework's last an hour."),
        ["an end that is no time"] = Bad(claims => claims["exp"] = "soon"),
        ["four minutes before its beginning"] = Good(claims => claims["nbf"] = At(4)),
        ["six minutes before its beginning"] = Bad(claims => claims["nbf"] = At(6)),
        ["no beginning"] = Good(claims => claims.Remove("nbf")),
        ["no time of issue"] = Good(claims => claims.Remove("iat")),
        ["no service"] = Bad(claims => claims.Remove("serviceurl")),
        ["another service"] = Bad(claims => claims["serviceurl"] = "https://smba.trafficmanager.net/amer/"),
        ["an empty service"] = Bad(claims => claims["serviceurl"] = ""),
        ["a list of services"] = Bad(claims => claims["serviceurl"] = new JsonArray(Activities.Service)),
        ["the service under another spelling"] = Bad(claims => (claims["serviceUrl"], claims["serviceurl"]) = (Activities.Service, null)),
        ["the service in capitals"] = Bad(claims => claims["serviceurl"] = "HTTPS://SMBA.TrafficManager.net/emea/", Spelling),
        ["the service without its final slash"] = Bad(claims => claims["serviceurl"] = Activities.Service.TrimEnd('/'), Spelling),
        ["this tenant"] = Good(claims => claims["tid"] = TeamsHost.Tenant),
        ["another tenant"] = Good(claims => claims["tid"] = OtherApp, "The bot serves one tenant; Microsoft's code does not look."),
    };

    private static string Exchange(string token, int part, string from)
    {
        var parts = token.Split('.');
        parts[part] = from.Split('.')[part];
        return string.Join('.', parts);
    }

    private static JsonObject Jwk(TokenBench bench)
    {
        var parameters = bench.Unpublished.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = "key-1", ["n"] = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = "AQAB" };
    }
}
