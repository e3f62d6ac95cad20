using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>A press on a card's button, as the card's data tells it. The data come back through the client and can be forged:
/// they say nothing but what the person could as well have typed.</summary>
/// <param name="Say">The command.</param>
/// <param name="Token">Tells this button on this rendering from all others; null when the data have none.</param>
internal sealed record Press(string Say, string? Token)
{
    /// <summary>The verb of the bot's actions.</summary>
    public const string Verb = "say";

    private const int LongestSay = 4000;
    private const int LongestToken = 64;

    /// <summary>Reads the data of an Action.Execute or Action.Submit; null when they are not this bot's.</summary>
    public static Press? Read(object? data)
    {
        if (data is not JObject card) return null;
        // A pick list's button carries the name of the input in which the choice came.
        var say = Value(card, "say") ?? (Value(card, "from") is { } input ? Value(card, input) : null);
        if (string.IsNullOrWhiteSpace(say) || say.Length > LongestSay) return null;
        return new Press(say.Trim(), Value(card, "token") is { Length: > 0 and <= LongestToken } token ? token : null);
    }

    /// <summary>What stays the same when the service sends a press again under another id.</summary>
    public string? Key(string account) => Token is null
        ? null
        : $"{Token}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{Say}")).AsSpan(0, 16))}";

    private static string? Value(JObject card, string name) => card[name] is JValue { Value: string value } ? value : null;
}
