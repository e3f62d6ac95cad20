using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Takes mentions out of what was said. Who is mentioned is read from the entities, never from the text, which anybody can forge.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations#work-with-mentions</summary>
internal static partial class Mentions
{
    /// <summary>The text without the mentions of the bot, and with the names alone of all others.</summary>
    public static string Remove(IMessageActivity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in (activity.Entities ?? []).Where(entity => entity?.Type == "mention").Select(entity => entity.Properties))
        {
            if (Value(mention["mentioned"], "id") != activity.Recipient?.Id) continue;
            var written = Value(mention, "text") is { Length: > 0 } said ? said : $"<at>{Value(mention["mentioned"], "name") ?? activity.Recipient?.Name}</at>";
            text = text.Replace(written, "", StringComparison.Ordinal);
        }
        return At().Replace(text, "$1").Trim();
    }

    private static string? Value(JToken? token, string name) => (token as JObject)?[name] is JValue { Value: string value } ? value : null;

    [GeneratedRegex("<at[^>]{0,100}>([^<]{0,200})</at>", RegexOptions.IgnoreCase)]
    private static partial Regex At();
}
