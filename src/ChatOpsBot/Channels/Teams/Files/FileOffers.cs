using System.Text;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Host.Channels.Teams.Sending;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using Attachment = Microsoft.Bot.Schema.Attachment;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>Offers what a card shows in part as a file: Teams asks the person, and only then there is a place to put it.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#send-files-to-personal-chat</summary>
internal sealed partial class FileOffers(Connector connector, OfferedFiles offered, IOptions<TeamsOptions> options, ILogger<FileOffers> logger)
{
    /// <summary>The member of a consent's context that names the offer.</summary>
    public const string Context = "file";

    /// <summary>Whether files can be sent there: in personal chats, and not in the clouds of the United States government, where bots send none.</summary>
    public bool Serves(TeamsReference reference) => reference is { ShowsCards: true, IsPersonal: true } && options.Value.Cloud != BotCloud.UsGovernment;

    /// <summary>Offers the files of a reply below its card. Text and an attachment in one activity would be split, so each is its own.</summary>
    public async Task OfferAsync(TeamsReference reference, Reply reply, CardDetail shown, Reader reader)
    {
        foreach (var file in ReplyFiles.Of(reply, reader, new(int.MaxValue, shown.Lines, shown.Rows, shown.FileLines)))
        {
            var id = offered.Keep(reference.Address, file);
            var result = await connector.SendAsync(reference, Consent(id, file, reader), null, CancellationToken.None);
            if (result is PostingResult.Posted) continue;
            LogNotOffered(file.Name, result, reference.Conversation);
            var note = reader.Read(Text.Of("teams.file.not-offered", file.Name));
            var told = await connector.SendAsync(reference, new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Plain, Text = note }, null, CancellationToken.None);
            if (told is not PostingResult.Posted) LogNotOffered(file.Name, told, reference.Conversation);
        }
    }

    private static Activity Consent(string id, ReplyFile file, Reader reader) => new()
    {
        Type = ActivityTypes.Message,
        Attachments =
        [
            new Attachment
            {
                ContentType = FileConsentCard.ContentType,
                Name = file.Name,
                Content = new FileConsentCard
                {
                    Description = reader.Read(Text.Of("teams.file.consent")),
                    SizeInBytes = Encoding.UTF8.GetByteCount(file.Content),
                    AcceptContext = new JObject { [Context] = id },
                    DeclineContext = new JObject { [Context] = id },
                },
            },
        ],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Name} could not be offered: {Result} (conversation {Conversation})")]
    private partial void LogNotOffered(string name, PostingResult result, string conversation);
}
