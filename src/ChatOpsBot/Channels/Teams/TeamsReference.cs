using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using Microsoft.Bot.Schema;

namespace ChatOpsBot.Host.Channels.Teams;

/// <summary>What the bot keeps of a conversation to write there later; stored as JSON in the address book.</summary>
/// <param name="ServiceUrl">The connector service, as the last activity named it.</param>
/// <param name="Channel">The channel of Azure Bot Service: msteams, webchat …</param>
/// <param name="Conversation">The service's id of the conversation.</param>
/// <param name="Bot">The bot's account there.</param>
/// <param name="BotName">What the bot is called there.</param>
/// <param name="Tenant">The directory, if one was named.</param>
internal sealed record TeamsReference(string ServiceUrl, string Channel, string Conversation, string? Bot, string? BotName, string? Tenant)
{
    /// <summary>The channel's name in addresses, whichever channel of Azure Bot Service it is.</summary>
    public const string ChannelName = "teams";

    /// <summary>Azure Bot Service's id of Teams.</summary>
    public const string Teams = Microsoft.Bot.Connector.Channels.Msteams;

    /// <summary>Of a personal chat: Teams' id of the person ("29:…"), by which a card names those it is refreshed for; null for rooms.</summary>
    public string? User { get; init; }

    /// <summary>Whether it is one person's chat with the bot.</summary>
    [JsonIgnore]
    public bool IsPersonal => User is not null;

    /// <summary>Whether a card is one of the channel's own words (a welcome, a refusal), which are the same for everybody.</summary>
    public static bool IsOwn(CardKey card) => card.Value.StartsWith($"{ChannelName}/", StringComparison.Ordinal);

    /// <summary>The reference of the conversation that an activity came from.</summary>
    public static TeamsReference Of(IActivity activity) => new(
        activity.ServiceUrl, activity.ChannelId, activity.Conversation.Id, activity.Recipient?.Id, activity.Recipient?.Name, activity.Conversation.TenantId)
    {
        User = activity.Conversation.ConversationType == "personal" && activity.From.Id != activity.Recipient?.Id ? activity.From.Id : null,
    };

    /// <summary>Whether cards can be shown and replaced there: Teams itself. The others get plain text.</summary>
    [JsonIgnore]
    public bool ShowsCards => Channel == Teams;

    /// <summary>The address. Other channels than Teams are told apart by their name, so that none can take the place of a Teams conversation.</summary>
    [JsonIgnore]
    public ConversationAddress Address => new(ChannelName, ShowsCards ? Conversation : $"{Channel}|{Conversation}");

    /// <summary>An activity of the bot's, addressed to the conversation.</summary>
    public Activity Addressed(Activity activity)
    {
        activity.ChannelId = Channel;
        activity.ServiceUrl = ServiceUrl;
        activity.Conversation = new ConversationAccount(id: Conversation, tenantId: Tenant);
        if (Bot is not null) activity.From = new ChannelAccount(Bot, BotName);
        return activity;
    }

    /// <summary>The JSON to store.</summary>
    public string Write() => JsonSerializer.Serialize(this, TeamsReferenceJson.Default.TeamsReference);

    /// <summary>What was stored; null when it is not such a reference.</summary>
    public static TeamsReference? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TeamsReferenceJson.Default.TeamsReference);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The JSON form of <see cref="TeamsReference"/>.</summary>
[JsonSerializable(typeof(TeamsReference))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TeamsReferenceJson : JsonSerializerContext;
