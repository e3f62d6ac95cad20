using System.Threading.Channels;
using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Executes what is approved and expires what is late: Core's executor, seen from the host.</summary>
internal delegate Task RunDueRequests(CancellationToken cancellationToken);

/// <summary>Has approved requests executed as soon as one changes, and every few seconds, because another process may have
/// approved one and because time passes.</summary>
internal sealed partial class ExecutionWorker(
    RunDueRequests runDue, Signals signals, WorkerTurn turn, TimeProvider time, ILogger<ExecutionWorker> log) : BackgroundService
{
    /// <summary>How often it looks when nothing is signalled.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await turn.TakeAsync(stoppingToken);
        using var regularly = time.CreateTimer(_ => signals.RequestChanged.Writer.TryWrite(true), null, TimeSpan.Zero, Period);
        await foreach (var _ in signals.RequestChanged.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await runDue(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Due requests could not be worked on; it is tried again")]
    private partial void LogFailed(Exception fault);
}
