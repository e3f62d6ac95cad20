using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>What the bot keeps of a conversation to write there later; stored as JSON in the address book.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="Channel">The channel's id (C…, G…, D…). A direct message that nobody wrote in yet has the user's: chat.postMessage opens it.</param>
/// <param name="Thread">The ts of the message whose thread it is; null: the channel itself.</param>
/// <param name="User">In a direct message: with whom.</param>
internal sealed record SlackReference(string Team, string Channel, string? Thread, string? User)
{
    /// <summary>The channel's name in addresses.</summary>
    public const string ChannelName = "slack";

    /// <summary>The address: a direct message is named after its user, so that it is the same before and after its first message.</summary>
    [JsonIgnore]
    public ConversationAddress Address => new(ChannelName, $"{Team}/{User ?? Channel}{(Thread is null ? "" : "/" + Thread)}");

    /// <summary>Whether it is the bot's chat with one person.</summary>
    [JsonIgnore]
    public bool IsDirect => User is not null;

    /// <summary>The direct message with somebody.</summary>
    public static SlackReference Direct(SlackAccount account, string? channel = null) => new(account.Team, channel ?? account.User, null, account.User);

    /// <summary>The JSON to store.</summary>
    public string Write() => JsonSerializer.Serialize(this, SlackReferenceJson.Default.SlackReference);

    /// <summary>What was stored; null when it is not such a reference.</summary>
    public static SlackReference? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SlackReferenceJson.Default.SlackReference);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The JSON form of <see cref="SlackReference"/>.</summary>
[JsonSerializable(typeof(SlackReference))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class SlackReferenceJson : JsonSerializerContext;
