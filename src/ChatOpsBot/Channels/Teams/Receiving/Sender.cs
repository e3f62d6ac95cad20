using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Who sent an activity, as far as the channel vouches for it.</summary>
internal abstract record Sender
{
    private Sender() { }

    /// <summary>An account that belongs to one person for good.</summary>
    public sealed record Known(AccountId Account) : Sender;

    /// <summary>Nobody that the bot could tell apart; the words are for the one who wrote.</summary>
    public sealed record Refused(Text Why, string Log) : Sender;

    /// <summary>Reads the sender of an authenticated activity.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="tenantId">The directory whose people are served; null: any (local tests).</param>
    public static Sender Of(IActivity activity, string? tenantId)
    {
        // Web chat, direct line and the emulator let the client choose the user's id: it names nobody, so it starts with a word
        // that nobody maps to a person by mistake.
        if (activity.ChannelId != TeamsReference.Teams) return new Known(new AccountId($"unverified:{activity.ChannelId}/{activity.From.Id}"));

        var named = (activity.ChannelData as JObject)?.SelectToken("tenant.id") as JValue;
        string?[] tenants = [named?.Value as string, activity.Conversation.TenantId];
        var tenant = tenants.FirstOrDefault(id => !string.IsNullOrEmpty(id));
        if (tenant is null) return new Refused(Text.Of("teams.refused.tenantless"), "the activity names no tenant");
        if (tenants.Any(id => !string.IsNullOrEmpty(id) && !id.Equals(tenantId ?? tenant, StringComparison.OrdinalIgnoreCase)))
            return new Refused(Text.Of("teams.refused.tenant"), $"it comes from tenant {string.Join(" and ", tenants.OfType<string>().Distinct())}");
        return activity.From.AadObjectId is { Length: > 0 } person
            ? new Known(new AccountId($"teams:{tenant.ToLowerInvariant()}/{person.ToLowerInvariant()}"))
            : new Refused(Text.Of("teams.refused.account"), "the sender has no aadObjectId");
    }
}
