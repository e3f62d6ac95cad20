using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>What the bot does at Slack when it starts: tries its token until it is taken, and makes the direct messages of the
/// configuration's people ready, so that an approver is reached who has not written yet.</summary>
internal sealed partial class SlackArrival(
    SlackApi api, SlackState state, Recording recording, IPeople people, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackArrival> logger) : BackgroundService
{
    /// <summary>How long after Slack refused the token it is tried again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured) return;
        await Task.WhenAll(TryTokenAsync(stoppingToken), RememberPeopleAsync(stoppingToken));
    }

    private async Task TryTokenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await api.CallAsync("auth.test", [], cancellationToken);
            switch (result)
            {
                case SlackResult.Ok { Body: var body }:
                    var (user, team) = (body.Text("user_id") ?? "", body.Text("team_id"));
                    state.TokenTaken(user, team);
                    LogTaken(user, team);
                    return;
                case SlackResult.Refused refused:
                    state.TokenRefused(refused.Line);
                    LogToken(refused.Line);
                    await Task.Delay(Again, time, cancellationToken);
                    break;
                default:
                    LogSilent(result.Line);
                    await Task.Delay(Jitter.Next(attempt, (result as SlackResult.Limited)?.After), time, cancellationToken);
                    break;
            }
        }
    }

    private async Task RememberPeopleAsync(CancellationToken cancellationToken)
    {
        foreach (var account in people.All.SelectMany(person => person.Accounts).Select(SlackAccount.Read).OfType<SlackAccount>().Where(account => account.IsServed(options.Value)))
            await recording.RememberAsync(SlackReference.Direct(account), account, null, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack takes the bot's token: it is user {User} of workspace {Team}")]
    private partial void LogTaken(string user, string? team);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack does not take the bot's token: {Why}")]
    private partial void LogToken(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not answer; it is tried again: {Why}")]
    private partial void LogSilent(string why);
}
