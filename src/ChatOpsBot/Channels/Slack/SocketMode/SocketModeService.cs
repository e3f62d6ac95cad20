using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack.SocketMode;

/// <summary>Keeps a socket to Slack: a new one is open before the old one closes, and a lost one is opened again.
/// https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed partial class SocketModeService(
    SlackApi api, SlackReceiver receiver, SlackState state, IOptions<SlackOptions> options, TimeProvider time, ILogger<SocketModeService> logger) : BackgroundService
{
    // A socket that ends sooner is not replaced at once every time: Slack, or a proxy on the way, has trouble.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    // Slack's own client gives up on these too: https://docs.slack.dev/tools/node-slack-sdk/socket-mode
    private static readonly string[] Fatal =
        ["not_authed", "invalid_auth", "account_inactive", "user_removed_from_team", "team_disabled", "token_revoked", "missing_scope", "not_allowed_token_type", "socket_mode_disabled"];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is not { IsConfigured: true, Mode: SlackMode.SocketMode }) return;
        SocketConnection? current = null;
        List<Task> retiring = [];
        var brief = 0;
        try
        {
            while (true)
            {
                var before = current;
                current = await OpenAsync(before, stoppingToken);
                if (current is null) break;
                state.SocketOpened();
                LogOpen();
                retiring.RemoveAll(task => task.IsCompletedSuccessfully);
                if (before is not null) retiring.Add(before.RetireAsync(stoppingToken));
                var since = time.GetTimestamp();
                var end = await current.LeavingAsync(stoppingToken);
                if (end.IsOver) state.SocketLost(end.Why);
                LogLeaving(end.Why);
                if (end.IsFatal)
                {
                    Stop(end.Why);
                    break;
                }
                brief = time.GetElapsedTime(since) < Short ? brief + 1 : 0;
                if (brief > 1) await Task.Delay(Jitter.Next(brief - 2, null), time, stoppingToken);
            }
        }
        finally
        {
            if (current is not null) await current.DisposeAsync();
            await Task.WhenAll(retiring);
        }
    }

    /// <summary>Opens one, however often it takes; null when Slack will never let it.</summary>
    private async Task<SocketConnection?> OpenAsync(SocketConnection? before, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await api.OpenConnectionAsync(cancellationToken);
            var why = result.Line;
            if (result is SlackResult.Refused { Code: var code } && Fatal.Contains(code))
            {
                Stop(why);
                if (before is not null) await before.DisposeAsync();
                return null;
            }
            if (result is SlackResult.Ok { Body: var body })
            {
                if (!IsSocket(body.Text("url"), out var url)) why = "its answer has no usable url";
                else
                {
                    var opening = await SocketConnection.OpenAsync(url, receiver, time, logger, cancellationToken);
                    if (opening.Connection is { } connection) return connection;
                    why = opening.Why!;
                }
            }
            if (before is null || before.IsOver) state.SocketLost(why);
            LogNotOpen(why);
            await Task.Delay(Jitter.Next(attempt, (result as SlackResult.Limited)?.After), time, cancellationToken);
        }
    }

    private void Stop(string why)
    {
        state.SocketStopped(why);
        LogFatal(why);
    }

    private static bool IsSocket(string? text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback));

    [LoggerMessage(Level = LogLevel.Information, Message = "The socket to Slack is open")]
    private partial void LogOpen();

    [LoggerMessage(Level = LogLevel.Information, Message = "The socket to Slack is to be replaced: {Why}")]
    private partial void LogLeaving(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No socket to Slack; it is tried again: {Why}")]
    private partial void LogNotOpen(string why);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Slack does not let this app open a socket, so nothing more comes from there until the settings are mended and the bot is started again: {Why}")]
    private partial void LogFatal(string why);
}
