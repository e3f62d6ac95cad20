using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Tests.Channels.Teams;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>A token service on loopback, a bot of each cloud that trusts it, and Microsoft's own judges of tokens.</summary>
public sealed class TokenBench : IAsyncDisposable
{
    private readonly Dictionary<BotCloud, TeamsHost> _bots = [];
    private readonly string _certificate = Path.GetTempFileName();
    private NodeProgram? _program;
    private TokenService? _service;

    /// <summary>A key that is published for Teams and web chat.</summary>
    internal RSA Key => _service!.Key.Rsa;

    /// <summary>A key that nobody published.</summary>
    internal RSA Unpublished { get; } = RSA.Create(2048);

    /// <summary>Starts what is not there yet.</summary>
    internal async Task OpenAsync()
    {
        Assert.SkipUnless(NodeProgram.IsInstalled, NodeProgram.Needed);
        if (_program is not null) return;
        _service = await TokenService.StartAsync();
        // Microsoft's code asks for the keys once a day.
        foreach (var (name, endorsements) in ((string, string[]?)[])[("key-slack", ["slack"]), ("key-bare", null), ("key-empty", [])])
            _service.Publish(new RsaSecurityKey(_service.Key.Rsa) { KeyId = name }, endorsements);
        foreach (var cloud in Enum.GetValues<BotCloud>()) _bots[cloud] = await _service.StartBotAsync(("Teams:Cloud", cloud.ToString()));
        await File.WriteAllTextAsync(_certificate, _service.CertificatePem, TestContext.Current.CancellationToken);
        _program = NodeProgram.Start("botframework.mjs", ("NODE_EXTRA_CA_CERTS", _certificate));
    }

    /// <summary>Whether the bot lets an activity in.</summary>
    internal async Task<bool> OurVerdictAsync(BotCloud cloud, JsonObject activity, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        if (header is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", header));
        using var answer = await _bots[cloud].Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode switch
        {
            200 => true,
            400 or 401 or 403 => false,
            var status => throw new InvalidOperationException($"The bot answers {status}."),
        };
    }

    /// <summary>Whether BotFrameworkAuthentication does.</summary>
    internal Task<(bool Accepted, string? Why)> TheirVerdictAsync(BotCloud cloud, JsonObject activity, string? header) =>
        JudgeAsync("judge", activity, header, ("issuer", BotCloudEndpoints.Of(cloud).Issuer), ("tenant", TeamsHost.Tenant));

    /// <summary>Whether JwtTokenValidation does; it knows two clouds.</summary>
    internal Task<(bool Accepted, string? Why)> TheirOldVerdictAsync(BotCloud cloud, JsonObject activity, string? header) =>
        JudgeAsync("judgeOld", activity, header, ("government", cloud == BotCloud.UsGovernment));

    /// <summary>A header with a token that is right but for what is changed.</summary>
    internal string Bearer(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? key = null) => "Bearer " + Token(claims, header, key);

    /// <summary>Such a token.</summary>
    internal string Token(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? key = null)
    {
        var payload = new JsonObject
        {
            ["iss"] = TokenService.Issuer,
            ["aud"] = TeamsHost.AppId,
            ["nbf"] = At(-30),
            ["iat"] = At(-30),
            ["exp"] = At(30),
            ["serviceurl"] = Activities.Service,
        };
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "key-1" };
        claims?.Invoke(payload);
        header?.Invoke(head);
        var signed = $"{Base64UrlEncoder.Encode(head.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode(Sign((string?)head["alg"], Encoding.ASCII.GetBytes(signed), key ?? Key))}";
    }

    /// <summary>A moment so many minutes from now, in seconds since 1970.</summary>
    internal static long At(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
        foreach (var bot in _bots.Values) await bot.DisposeAsync();
        if (_service is not null) await _service.DisposeAsync();
        Unpublished.Dispose();
        File.Delete(_certificate);
    }

    private static byte[] Sign(string? algorithm, byte[] data, RSA key) => algorithm switch
    {
        "RS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => key.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => key.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        // The public key, which everybody knows, as a secret.
        "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n"), data),
        _ => [],
    };

    private async Task<(bool Accepted, string? Why)> JudgeAsync(string call, JsonObject activity, string? header, params (string Name, JsonNode Value)[] more)
    {
        var args = new JsonObject
        {
            ["metadata"] = _service!.Metadata.AbsoluteUri,
            ["appId"] = TeamsHost.AppId,
            ["activity"] = activity.DeepClone(),
            // Its adapter takes a missing header for an empty one.
            ["header"] = header ?? "",
        };
        foreach (var (name, value) in more) args[name] = value;
        var verdict = (await _program!.CallAsync(call, args))!;
        return ((bool)verdict["accepted"]!, (string?)verdict["why"]);
    }
}
