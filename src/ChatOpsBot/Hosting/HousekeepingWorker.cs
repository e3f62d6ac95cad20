using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Lets go of old rows, once an hour.</summary>
internal sealed partial class HousekeepingWorker(Housekeeping housekeeping, WorkerTurn turn, TimeProvider time, ILogger<HousekeepingWorker> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await turn.TakeAsync(stoppingToken);
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await housekeeping.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows could not be deleted; the next hour tries again")]
    private partial void LogFailed(Exception fault);
}
