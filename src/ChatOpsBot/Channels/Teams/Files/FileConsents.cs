using System.Text;
using System.Threading.Channels;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Teams.Sending;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using Attachment = Microsoft.Bot.Schema.Attachment;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>A person's answer to an offered file.</summary>
/// <param name="Where">The personal chat.</param>
/// <param name="Card">The id of the message with the consent card; null when it is not said.</param>
/// <param name="Offer">Which file.</param>
/// <param name="To">Where it is to be put; null: the person does not want it.</param>
/// <param name="Reader">The person's language.</param>
internal sealed record FileConsent(TeamsReference Where, string? Card, string Offer, FileUploadInfo? To, Reader Reader);

/// <summary>Does what people answered to offered files, outside of the request that tells it: Teams waits some seconds only, and OneDrive
/// may take longer.</summary>
internal sealed partial class FileConsents(OfferedFiles offered, FileHosts hosts, FileTransfers transfers, Connector connector, ILogger<FileConsents> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private readonly Channel<FileConsent> _answers = Channel.CreateUnbounded<FileConsent>();

    /// <summary>Takes an answer.</summary>
    public void Take(FileConsent answer) => _answers.Writer.TryWrite(answer);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _answers.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (answer, cancellationToken) =>
        {
            try
            {
                await SettleAsync(answer, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // The edge of one answer: the others go on, and the person can accept once more.
                offered.Return(answer.Offer);
                LogFault(fault, answer.Offer, answer.Where.Conversation);
            }
        });

    private async Task SettleAsync(FileConsent answer, CancellationToken cancellationToken)
    {
        switch (offered.Take(answer.Offer, answer.Where.Address))
        {
            case Taking.Unknown:
                await SayAsync(answer, Text.Of("teams.file.gone"), null, cancellationToken);
                break;
            case Taking.Taken { File: var file } when answer.To is null:
                offered.Settle(answer.Offer);
                await SayAsync(answer, Text.Of("teams.file.declined", file.Name), answer.Card, cancellationToken);
                break;
            case Taking.Taken { File: var file }:
                await PutAsync(answer, answer.To!, file, cancellationToken);
                break;
        }
    }

    private async Task PutAsync(FileConsent answer, FileUploadInfo to, ReplyFile file, CancellationToken cancellationToken)
    {
        if (!hosts.Allows(to.UploadUrl, out var url))
        {
            LogForeign(url?.IdnHost, file.Name, answer.Where.Conversation);
            offered.Return(answer.Offer);
            await SayAsync(answer, Text.Of("teams.file.foreign", file.Name), null, cancellationToken);
        }
        else if (await transfers.PutAsync(url, Encoding.UTF8.GetBytes(file.Content), cancellationToken) is { } why)
        {
            LogNotPut(file.Name, why, answer.Where.Conversation);
            offered.Return(answer.Offer);
            await SayAsync(answer, Text.Of("teams.file.failed", file.Name, why), null, cancellationToken);
        }
        else
        {
            offered.Settle(answer.Offer);
            await SendAsync(answer, Info(to, file), answer.Card, cancellationToken);
        }
    }

    private Task SayAsync(FileConsent answer, Text text, string? replaces, CancellationToken cancellationToken) =>
        SendAsync(answer, new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Plain, Text = answer.Reader.Read(text) }, replaces, cancellationToken);

    private async Task SendAsync(FileConsent answer, Activity activity, string? replaces, CancellationToken cancellationToken)
    {
        var result = await connector.SendAsync(answer.Where, activity, replaces, cancellationToken);
        // What takes the question's place is said anew when it cannot: the question may be gone, or not to be replaced by a card of another kind.
        if (replaces is not null && result is not (PostingResult.Posted or PostingResult.Never { Closed: true })) result = await connector.SendAsync(answer.Where, activity, null, cancellationToken);
        if (result is not PostingResult.Posted) LogUntold(result, answer.Where.Conversation);
    }

    private static Activity Info(FileUploadInfo to, ReplyFile file) => new()
    {
        Type = ActivityTypes.Message,
        Attachments =
        [
            new Attachment
            {
                ContentType = FileInfoCard.ContentType,
                Name = to.Name ?? file.Name,
                ContentUrl = to.ContentUrl,
                Content = new JObject { ["uniqueId"] = to.UniqueId, ["fileType"] = to.FileType },
            },
        ],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused to put the file {Name} at {Host}, which is none of SharePoint's (conversation {Conversation})")]
    private partial void LogForeign(string? host, string name, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {Name} could not be put into OneDrive: {Why} (conversation {Conversation})")]
    private partial void LogNotPut(string name, string why, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of an offered file was not shown: {Result} (conversation {Conversation})")]
    private partial void LogUntold(PostingResult result, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The answer to the offered file {Offer} failed (conversation {Conversation})")]
    private partial void LogFault(Exception fault, string offer, string conversation);
}
