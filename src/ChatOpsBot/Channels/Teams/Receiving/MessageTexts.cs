using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>The words of a message that somebody chose, an alert's cards included.
/// https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module#payload-activity-when-a-task-module-is-invoked-from-a-message</summary>
internal static partial class MessageTexts
{
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "text", "title", "subtitle", "value", "summary", "fallbackText", "altText", "activityTitle", "activitySubtitle", "activityText",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Of(MessageActionsPayload? message) => message is null ? [] :
    [
        Plain(message.Body?.Content), Plain(message.Subject), Plain(message.Summary),
        .. (message.Attachments ?? []).SelectMany(attachment => Words(Content(attachment?.Content))).Select(Plain),
    ];

    private static string Plain(string? html) => WebUtility.HtmlDecode(Tag().Replace(html ?? "", " "));

    // Cards come as a text that is JSON.
    private static JToken? Content(object? content)
    {
        try
        {
            return content switch
            {
                JToken token => token,
                string json => JToken.Parse(json),
                _ => null,
            };
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Words(JToken? token) => token switch
    {
        JObject item => item.Properties().SelectMany(member => member.Value is JValue value
            ? Texts.Contains(member.Name) && value.Value is string text ? [text] : []
            : Words(member.Value)),
        JArray items => items.SelectMany(Words),
        _ => [],
    };

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
