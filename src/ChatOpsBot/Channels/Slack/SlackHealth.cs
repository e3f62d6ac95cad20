using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>Healthy: Slack takes the bot's token and, with Socket Mode, a socket is open. A socket that is replaced may be away for a
/// minute; one that never said hello, or was refused, is no health.</summary>
internal sealed class SlackHealth(SlackState state, IOptions<SlackOptions> options, TimeProvider time) : IHealthCheck, IStatusSource
{
    /// <summary>How long a socket may be away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Judge());

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatusLine>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StatusLine>>(
        options.Value.IsConfigured ? [new(Text.Of("slack.status.name"), Words(state.Now), Tones[Judge().Status])] : []);

    private static readonly Dictionary<HealthStatus, Tone> Tones = new()
    {
        [HealthStatus.Healthy] = Tone.Good,
        [HealthStatus.Degraded] = Tone.Warning,
        [HealthStatus.Unhealthy] = Tone.Bad,
    };

    private HealthCheckResult Judge()
    {
        if (!options.Value.IsConfigured) return HealthCheckResult.Healthy("Slack is not configured.");
        var now = state.Now;
        if (now.TokenProblem is { } problem) return HealthCheckResult.Unhealthy($"Slack does not take the bot's token: {problem}");
        if (now.BotUser is null) return HealthCheckResult.Unhealthy("Slack has not answered yet.");
        if (options.Value.Mode == SlackMode.Http) return HealthCheckResult.Healthy("Slack takes the bot's token; events come by requests.");
        return now.Socket switch
        {
            SlackState.SocketPhase.Open => HealthCheckResult.Healthy($"The socket is open since {now.SocketSince:u}."),
            SlackState.SocketPhase.Lost when time.GetUtcNow() - now.SocketSince < Patience =>
                HealthCheckResult.Degraded($"The socket is away since {now.SocketSince:u}: {now.SocketProblem}"),
            SlackState.SocketPhase.Stopped => HealthCheckResult.Unhealthy($"Slack does not let this app open a socket: {now.SocketProblem}"),
            _ => HealthCheckResult.Unhealthy($"No socket is open: {now.SocketProblem ?? "none has said hello yet"}"),
        };
    }

    private Text Words(SlackState.Snapshot now) => now switch
    {
        { TokenProblem: { } problem } => Text.Of("slack.status.token", problem),
        { BotUser: null } => Text.Of("slack.status.silent"),
        _ when options.Value.Mode == SlackMode.Http => Text.Of("slack.status.http"),
        { Socket: SlackState.SocketPhase.Open } => Text.Of("slack.status.open", now.SocketSince),
        { Socket: SlackState.SocketPhase.Stopped } => Text.Of("slack.status.stopped", now.SocketProblem ?? ""),
        _ => Text.Of("slack.status.lost", now.SocketProblem ?? ""),
    };
}
