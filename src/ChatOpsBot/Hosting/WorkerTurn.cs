using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>One process at a time works on a store's queues: a lock on a file beside it, which the system lets go of when the
/// process ends, however it ends. A second `serve` stands by and takes over.</summary>
internal sealed partial class WorkerTurn(
    BotStore store, IOptions<StorageOptions> storage, IOptions<WorkerOptions> options, TimeProvider time, ILogger<WorkerTurn> log) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private FileStream? held;

    /// <summary>Opens the store and waits until it is this process's turn.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be opened.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        await gate.WaitAsync(cancellationToken);
        try
        {
            for (var said = false; held is null && !TryTake(); said = true)
            {
                if (!said) LogStandingBy(storage.Value.FullPath);
                await Task.Delay(options.Value.Poll, time, cancellationToken);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held?.Dispose();
        gate.Dispose();
    }

    private bool TryTake()
    {
        try
        {
            held = new FileStream(storage.Value.FullPath + ".turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another process works on {Store}; standing by until it ends")]
    private partial void LogStandingBy(string store);
}
