using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>The writers of this process, in the order in which they came. What waits together is committed together: a commit waits for
/// the disk, about a millisecond, whatever is in it.</summary>
/// <param name="contexts">The tables.</param>
/// <param name="courtesy">Lets other processes write in between.</param>
internal sealed class WriteQueue(IDbContextFactory<BotDbContext> contexts, Courtesy courtesy) : IDisposable
{
    private const int MostTogether = 64;
    private const string Savepoint = "job";
    private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly Lock start = new();
    private Task? working;

    /// <summary>Does a writer's work. When it throws, nothing of it is written; the others' is.</summary>
    /// <param name="write">The work.</param>
    /// <param name="committed">Runs after the commit and before the next one, in the order of the work; must be quick.</param>
    /// <param name="cancellationToken">Leaves the queue; work that was begun is finished.</param>
    public async Task<T> RunAsync<T>(Func<BotDbContext, Task<T>> write, Action<T>? committed, CancellationToken cancellationToken)
    {
        var job = new Job<T>(write, committed);
        await using var leaving = cancellationToken.Register(() => job.Leave(cancellationToken));
        lock (start) working ??= Task.Run(WorkAsync, CancellationToken.None);
        ObjectDisposedException.ThrowIf(!jobs.Writer.TryWrite(job), this);
        return await job.Done;
    }

    /// <inheritdoc/>
    public void Dispose() => jobs.Writer.TryComplete();

    private async Task WorkAsync()
    {
        while (await jobs.Reader.WaitToReadAsync())
        {
            await courtesy.GiveWayAsync(CancellationToken.None);
            List<Job> together = [];
            while (together.Count < MostTogether && jobs.Reader.TryRead(out var job))
            {
                if (job.Begin()) together.Add(job);
            }
            try
            {
                using var held = courtesy.Hold();
                await CommitAsync(together);
            }
            catch (Exception fault)
            {
                // Nothing was committed, and every writer hears why; those whose own work threw have heard.
                together.ForEach(job => job.Fail(fault));
            }
        }
    }

    private async Task CommitAsync(List<Job> together)
    {
        if (together.Count == 0) return;
        await using var context = await contexts.CreateDbContextAsync();
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var job in together)
        {
            if (together.Count > 1) await transaction.CreateSavepointAsync(Savepoint);
            try
            {
                await job.WriteAsync(context);
            }
            catch (Exception own) when (together.Count > 1)
            {
                await transaction.RollbackToSavepointAsync(Savepoint);
                job.Fail(own);
            }
            context.ChangeTracker.Clear();
            if (together.Count > 1) await transaction.ReleaseSavepointAsync(Savepoint);
        }
        await transaction.CommitAsync();
        together.ForEach(job => job.Commit());
    }

    private abstract class Job
    {
        private int begun;

        /// <summary>False: its writer has left.</summary>
        public bool Begin() => Interlocked.CompareExchange(ref begun, 1, 0) == 0;

        public abstract Task WriteAsync(BotDbContext context);

        public abstract void Commit();

        public abstract void Fail(Exception why);
    }

    private sealed class Job<T>(Func<BotDbContext, Task<T>> write, Action<T>? committed) : Job
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public void Leave(CancellationToken cancellationToken)
        {
            if (Begin()) done.TrySetCanceled(cancellationToken);
        }

        public override async Task WriteAsync(BotDbContext context) => result = await write(context);

        public override void Commit()
        {
            if (done.Task.IsCompleted) return;
            try
            {
                committed?.Invoke(result!);
                done.TrySetResult(result!);
            }
            catch (Exception fault)
            {
                done.TrySetException(fault);
            }
        }

        public override void Fail(Exception why) => done.TrySetException(why);
    }
}
