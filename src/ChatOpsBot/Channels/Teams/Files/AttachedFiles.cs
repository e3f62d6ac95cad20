using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>What was said, with the files that were attached to it.</summary>
internal abstract record Heard
{
    private Heard() { }

    /// <summary>The text, with the file's in it.</summary>
    public sealed record Said(string Text) : Heard;

    /// <summary>The file is none that can be read; the words are for the one who sent it.</summary>
    public sealed record Refused(Text Why) : Heard;
}

/// <summary>Reads a definition that somebody attaches to `check`, as if it had been pasted behind it.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#receive-files-in-personal-chat</summary>
internal sealed partial class AttachedFiles(FileTransfers transfers, ILogger<AttachedFiles> logger)
{
    // UTF-8 takes no more than three bytes for a UTF-16 unit; three more for its mark.
    private const int MostBytes = SpokenDefinition.Limit * 3 + 3;

    /// <summary>The text with what is attached; the text alone when nothing is, or when another command than `check` was said.</summary>
    public async Task<Heard> ReadAsync(IMessageActivity activity, string text, CancellationToken cancellationToken)
    {
        var files = activity.ChannelId == TeamsReference.Teams
            ? (activity.Attachments ?? []).Where(attachment => attachment?.ContentType == FileDownloadInfo.ContentType).ToList() : [];
        if (files.Count == 0) return new Heard.Said(text);
        if (text.Length == 0) return new Heard.Refused(Text.Of("teams.attached.say-check"));
        if (SpokenDefinition.Split($"{text}\n{{}}") is null) return new Heard.Said(text);
        if (files is not [var file]) return new Heard.Refused(Text.Of("teams.attached.several", files.Count));

        var address = (file.Content as JObject)?["downloadUrl"] is JValue { Value: string url } ? url : null;
        var fetched = await transfers.FetchAsync(address, MostBytes, cancellationToken);
        if (fetched is Fetched.Read { Text: var definition }) return new Heard.Said($"{text}\n{definition}");
        LogUnread(fetched.ToString(), Uri.TryCreate(address, UriKind.Absolute, out var at) ? at.IdnHost : null, activity.Id, activity.Conversation.Id);
        return new Heard.Refused(fetched switch
        {
            Fetched.NotAllowed => Text.Of("teams.attached.foreign"),
            Fetched.TooLarge => Text.Of("teams.attached.too-large", MostBytes / 1000),
            Fetched.NotText => Text.Of("teams.attached.not-text"),
            Fetched.Failed failed => Text.Of("teams.attached.failed", failed.Why),
            _ => throw new ArgumentOutOfRangeException(nameof(activity), fetched.GetType().Name),
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An attached file was not read: {Why} (host {Host}, activity {Activity}, conversation {Conversation})")]
    private partial void LogUnread(string why, string? host, string? activity, string conversation);
}
