using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Makes the database ready for this version of the program.</summary>
internal interface IStoreOpener
{
    /// <summary>Creates or migrates what is needed.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>An open connection for plain reads; the caller disposes it.</summary>
    Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);
}

/// <summary>The one way to the database: opened at first use; one writer at a time, so that writers of this process queue in memory
/// (<see cref="WriteQueue"/>) and not in the database's lock.</summary>
internal sealed class BotStore(IDbContextFactory<BotDbContext> contexts, IStoreOpener opener) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly WriteQueue writers = new(contexts, new Courtesy(TimeProvider.System));
    private volatile bool opened;

    /// <summary>Opens the store; a second call does nothing, one after a failure tries again.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (opened) return;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!opened) await opener.OpenAsync(cancellationToken);
            opened = true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<BotDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await read(context);
    }

    /// <summary>Reads without EF (<see cref="PlainSql"/>).</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await using var connection = await opener.ConnectAsync(cancellationToken);
        return await connection.QueryAsync(sql, values, read, cancellationToken);
    }

    /// <summary>Reads and writes in one transaction that no other writer, of this process or another, comes between.</summary>
    /// <param name="write">Its work; when it throws, nothing is written.</param>
    /// <param name="committed">Runs after the commit and before the next one, in the order of the work; must be quick.</param>
    /// <param name="cancellationToken">Stops waiting; work under way is finished.</param>
    public async Task<T> WriteAsync<T>(Func<BotDbContext, Task<T>> write, Action<T>? committed, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await writers.RunAsync(write, committed, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<BotDbContext, Task> write, CancellationToken cancellationToken) => WriteAsync(
        async context =>
        {
            await write(context);
            return true;
        },
        null,
        cancellationToken);

    /// <summary>Does work and takes it back, so that the first time it is done in earnest its code and queries are compiled.</summary>
    public async Task RehearseAsync(Func<BotDbContext, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(
                async context =>
                {
                    await work(context);
                    throw new TakenBack();
                },
                cancellationToken);
        }
        catch (TakenBack)
        {
            // As intended: nothing was written.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writers.Dispose();
        gate.Dispose();
    }

    private sealed class TakenBack : Exception;
}
