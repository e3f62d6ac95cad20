using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Blocks;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>The App Home: the open requests and walks of whoever opens it, and menus that find a pod or a namespace as one types.
/// https://docs.slack.dev/surfaces/app-home</summary>
internal sealed partial class HomeTab(SlackApi api, SlackProfiles profiles, SlackDesk desk, Menus menus, TimeProvider time, ILogger<HomeTab> logger)
{
    // https://docs.slack.dev/reference/views/home-tab-views: 100 blocks.
    private const int MostBlocks = 100;
    private const int MostOfOne = 40;

    private static readonly string[] Shown = ["requests --mine", "walks --mine"];

    /// <summary>Shows somebody's. What they ask there is answered in the direct message.</summary>
    public async Task ShowAsync(SlackAccount who, CancellationToken cancellationToken)
    {
        try
        {
            var profile = await profiles.FindAsync(who.User, cancellationToken);
            var view = await WriteAsync(who, profile, cancellationToken);
            var result = await api.CallAsync("views.publish", new JsonObject { ["user_id"] = who.User, ["view"] = view }, cancellationToken);
            if (result is not SlackResult.Ok) LogNotShown(who.Id.Value, result.Line);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge: nobody waits for the tab, and it is drawn anew whenever it is opened.
            LogFault(fault, who.Id.Value);
        }
    }

    private async Task<JsonObject> WriteAsync(SlackAccount who, SlackProfile profile, CancellationToken cancellationToken)
    {
        var reader = profile.Reader(time.GetUtcNow());
        var blocks = new List<JsonNode?>
        {
            ViewNodes.Header(reader.Read(Text.Of("slack.home.title"))),
            ViewNodes.Section(reader.Read(Text.Of("slack.home.how"))),
            Menu("why", "slack.home.why", reader),
            Menu("pods -n", "slack.home.pods", reader),
        };
        foreach (var command in Shown)
        {
            var intent = new Intent($"slack:home/{command}", who.Id, profile.Name, SlackReference.Direct(who).Address, command, profile.Locale, profile.TimeZone, reader.Now);
            var rendered = BlockRenderer.Render(await desk.AnswerAsync(intent, cancellationToken), reader, $"home-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
            menus.Keep(rendered, reader);
            blocks.Add(ViewNodes.Divider());
            blocks.AddRange(rendered.Blocks.Take(MostOfOne).Select(block => block?.DeepClone()));
        }
        return new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks.Take(MostBlocks)]) };
    }

    private static JsonObject Menu(string command, string label, Reader reader) => new()
    {
        ["type"] = "actions",
        ["block_id"] = Menus.Names + command,
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "external_select",
            ["action_id"] = BlockRenderer.PickAction + "name",
            ["min_query_length"] = 1,
            ["placeholder"] = ViewNodes.Plain(reader.Read(Text.Of(label)), BlockLimits.Placeholder),
        }),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The App Home of {Account} is not shown: {Why}")]
    private partial void LogNotShown(string account, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The App Home of {Account} could not be drawn")]
    private partial void LogFault(Exception fault, string account);
}
