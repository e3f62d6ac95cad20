using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Pictures;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>A file for a thread.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Alternative">What a picture shows, in words; null for text.</param>
internal sealed record SlackFile(string Name, byte[] Content, string? Alternative = null);

/// <summary>What is too long for a message comes whole as a file in its thread, and so does a walk's path, as a picture, once it has an
/// end: each step would be four calls instead of one. https://docs.slack.dev/messaging/working-with-files#uploading_files</summary>
internal sealed partial class SlackFiles(SlackApi api, ILogger<SlackFiles> logger)
{
    // https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    private const int LongestAlternative = 1000;

    // A section holds 3,000 letters; more than these lines and rows would bury what stands below them.
    private static readonly ShownWhole Shown = new(Letters: 2800, Lines: 40, Rows: 20, FileLines: 0);

    // What stands at a trail's end when the walk does.
    private static readonly string[] Ends = ["✓", "!", "?"];

    /// <summary>The files of a reply: attachments, what its message shows only in part, and its picture.</summary>
    public static IReadOnlyList<SlackFile> Of(Reply reply, Reader reader) =>
        [.. ReplyFiles.Of(reply, reader, Shown).Select(file => new SlackFile(file.Name, Encoding.UTF8.GetBytes(file.Content))), .. PictureOf(reply, reader)];

    /// <summary>The path of a walk that has come to its end.</summary>
    public static IEnumerable<SlackFile> PictureOf(Reply reply, Reader reader) => reply.Parts.OfType<Trail>()
        .Where(trail => trail.Steps is [.., { Sign: var last }] && Ends.Contains(last))
        .Select(trail => new SlackFile("path.png", TrailPicture.Draw(trail.Steps), VisibleText.Cut(reader.Read(trail.Words), LongestAlternative)));

    /// <summary>Uploads a file into a thread.</summary>
    /// <returns>Null when it is there; else why not.</returns>
    public async Task<string?> UploadAsync(SlackFile file, string channel, string? thread, CancellationToken cancellationToken)
    {
        var asked = new JsonObject { ["filename"] = file.Name, ["length"] = file.Content.Length.ToString(CultureInfo.InvariantCulture) };
        if (file.Alternative is { } words) asked["alt_txt"] = words;
        var place = await api.CallAsync("files.getUploadURLExternal", asked, cancellationToken);
        if (place is not SlackResult.Ok { Body: var body } || body.Text("file_id") is not { } id || !Uri.TryCreate(body.Text("upload_url"), UriKind.Absolute, out var url))
            return Failed(file, place);
        var sent = await api.UploadAsync(url, file.Content, cancellationToken);
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

    private string Failed(SlackFile file, SlackResult result)
    {
        LogFailed(file.Name, result.Line);
        return result.Line;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Name} could not be sent: {Why}")]
    private partial void LogFailed(string name, string why);
}
