using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>What is too long for a message comes whole as a file in its thread.
/// https://docs.slack.dev/messaging/working-with-files#uploading_files</summary>
internal sealed partial class SlackFiles(SlackApi api, ILogger<SlackFiles> logger)
{
    // A section holds 3,000 letters; more than these lines and rows would bury what stands below them.
    private static readonly ShownWhole Shown = new(Letters: 2800, Lines: 40, Rows: 20, FileLines: 0);

    /// <summary>The files of a reply: attachments, and what its message shows only in part.</summary>
    public static IReadOnlyList<ReplyFile> Of(Reply reply, Reader reader) => ReplyFiles.Of(reply, reader, Shown);

    /// <summary>Uploads a file into a thread.</summary>
    /// <returns>Null when it is there; else why not.</returns>
    public async Task<string?> UploadAsync(ReplyFile file, string channel, string? thread, CancellationToken cancellationToken)
    {
        var content = Encoding.UTF8.GetBytes(file.Content);
        var place = await api.CallAsync(
            "files.getUploadURLExternal", new JsonObject { ["filename"] = file.Name, ["length"] = content.Length.ToString(CultureInfo.InvariantCulture) }, cancellationToken);
        if (place is not SlackResult.Ok { Body: var body } || body.Text("file_id") is not { } id || !Uri.TryCreate(body.Text("upload_url"), UriKind.Absolute, out var url))
            return Failed(file, place);
        var sent = await api.UploadAsync(url, content, cancellationToken);
        if (sent is not SlackResult.Ok) return Failed(file, sent);
        var arguments = new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = file.Name }),
            ["channel_id"] = channel,
        };
        if (thread is not null) arguments["thread_ts"] = thread;
        var done = await api.CallAsync("files.completeUploadExternal", arguments, cancellationToken);
        return done is SlackResult.Ok ? null : Failed(file, done);
    }

    private string Failed(ReplyFile file, SlackResult result)
    {
        LogFailed(file.Name, result.Line);
        return result.Line;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Name} could not be sent: {Why}")]
    private partial void LogFailed(string name, string why);
}
