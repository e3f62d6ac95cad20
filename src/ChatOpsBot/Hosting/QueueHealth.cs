using ChatOpsBot.Core.Conversations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Healthy: the store can be read and what waits to be sent has not waited long.</summary>
internal sealed class QueueHealth(IQueueStatus queues, TimeProvider time) : IHealthCheck
{
    /// <summary>A message that waits longer means that a channel does not take any.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var status = await queues.ReadAsync(cancellationToken);
            var data = new Dictionary<string, object>
            {
                ["unanswered"] = status.Unanswered,
                ["unsent"] = status.Unsent,
                ["undeliverable"] = status.Undeliverable,
            };
            if (status.OldestUnsent is { } oldest) data["oldestUnsent"] = oldest;
            return time.GetUtcNow() - status.OldestUnsent > Late
                ? HealthCheckResult.Degraded($"A message has waited since {status.OldestUnsent:u} to be sent.", data: data)
                : HealthCheckResult.Healthy(data: data);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The store cannot be read: {e.Message}", e);
        }
    }
}
