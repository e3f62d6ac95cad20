using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>Activities as Teams sends them (captured from the Agents Playground 0.2.28 and completed after
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages).</summary>
internal static class Activities
{
    public const string Service = "https://smba.trafficmanager.net/emea/";

    public static JsonObject Message(string text, string id = "m1") => Of("message", id).With("text", text);

    public static JsonObject Press(string say, string? token = "tok-1", string id = "i1", string verb = "say")
    {
        var data = new JsonObject { ["say"] = say };
        if (token is not null) data["token"] = token;
        return Of("invoke", id).With("name", "adaptiveCard/action").With("replyToId", "card-7").With("value", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Press", ["verb"] = verb, ["data"] = data },
        });
    }

    public static JsonObject Submit(string say, string token = "tok-1", string id = "s1") =>
        Of("message", id).With("replyToId", "card-7").With("value", new JsonObject { ["say"] = say, ["token"] = token });

    public static JsonObject Of(string type, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["channelId"] = "msteams",
        ["serviceUrl"] = Service,
        ["from"] = new JsonObject { ["id"] = "29:alex", ["name"] = "Alex Wilber", ["aadObjectId"] = "AAD0-Alex" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "ChatOps" },
        ["conversation"] = new JsonObject { ["id"] = "a:personal-alex", ["conversationType"] = "personal", ["tenantId"] = TeamsHost.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsHost.Tenant } },
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "zh-CN", ["timezone"] = "Asia/Shanghai" }),
    };

    /// <summary>The activity with another value at a path such as "from.id"; null takes the member away.</summary>
    public static JsonObject With(this JsonObject activity, string path, JsonNode? value)
    {
        var names = path.Split('.');
        var at = activity;
        foreach (var name in names[..^1]) at = (JsonObject)at[name]!;
        if (value is null) at.Remove(names[^1]);
        else at[names[^1]] = value;
        return activity;
    }
}
