using System.Data.Common;
using ChatOpsBot.Core.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Storage.Sqlite;

/// <summary>Makes the file when it is missing and brings its tables up to date, in one transaction, so that two processes may
/// start on one file at once. EF's own Migrate is not used: its lock row outlives a process that is killed
/// (https://learn.microsoft.com/ef/core/providers/sqlite/limitations#concurrent-migrations-protection).</summary>
internal sealed class SqliteOpener(IDbContextFactory<SqliteBotDbContext> contexts, IOptions<StorageOptions> options) : IStoreOpener
{
    /// <summary>The newest migration: a store that has it is opened without EF's machinery, whose start takes longer than most answers.</summary>
    internal const string Newest = "20261130130326_Languages";

    private const string AppliedMigrations = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
    private const string Foreign = "SELECT count(*) > 0 AND sum(name = '__EFMigrationsHistory') = 0 FROM sqlite_master";
    private const string HistoryExists = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var path = options.Value.FullPath;
        MakeFile(path);
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            if (await ReadAsync(connection, null, Foreign, cancellationToken) is not ["0"])
                throw new StoreUnavailableException(Text.Of("storage.foreign", path), null);
            if (await AppliedAsync(connection, null, cancellationToken) is [.., Newest]) return;
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", null, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await MigrateAsync(connection, transaction, path, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException(Explain(path, e), e);
        }
    }

    /// <inheritdoc/>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(options.Value.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            SqlitePragmas.Set(connection);
            return connection;
        }
        catch
        {
            // The failure goes on to OpenAsync or to the reader; here it must only not leave a handle behind.
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task MigrateAsync(DbConnection connection, DbTransaction transaction, string path, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, transaction, cancellationToken);
        if (applied is [.., Newest]) return;
        if (applied.Count == 0)
        {
            await ExecuteAsync(connection, Schema(), transaction, cancellationToken);
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.GetService<IMigrationsAssembly>().Migrations;
        if (applied.Find(id => !known.ContainsKey(id)) is { } unknown)
            throw new StoreUnavailableException(Text.Of("storage.newer", path, unknown), null);
        var script = context.GetService<IMigrator>().GenerateScript(
            applied[^1], options: MigrationsSqlGenerationOptions.NoTransactions);
        await ExecuteAsync(connection, script, transaction, cancellationToken);
    }

    /// <summary>What all migrations together come to, for a new store; kept equal to them by a test.</summary>
    internal static string Schema()
    {
        using var stream = typeof(SqliteOpener).Assembly.GetManifestResourceStream("ChatOpsBot.Host.Storage.Sqlite.Schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void MakeFile(string path)
    {
        try
        {
            var directory = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
            else if (!Directory.Exists(directory))
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // Who asked for what and how to reach people is nobody else's business; SQLite gives its side files the same mode.
            var mode = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(path, mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StoreUnavailableException(Text.Of("storage.file", path, e.Message), e);
        }
    }

    /// <summary>https://sqlite.org/rescode.html</summary>
    private static Text Explain(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        11 or 26 => Text.Of("storage.damaged", path, e.Message),
        8 or 14 or 23 => Text.Of("storage.readonly", path, e.Message),
        5 or 6 => Text.Of("storage.busy", path),
        13 => Text.Of("storage.full", path),
        _ => Text.Of("storage.file", path, e.Message),
    };

    private static async Task<List<string>> AppliedAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken) =>
        await ReadAsync(connection, transaction, HistoryExists, cancellationToken) is ["1"]
            ? await ReadAsync(connection, transaction, AppliedMigrations, cancellationToken)
            : [];

    private static async Task ExecuteAsync(DbConnection connection, string sql, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<string>> ReadAsync(
        DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> values = [];
        while (await reader.ReadAsync(cancellationToken)) values.Add(reader.GetString(0));
        return values;
    }
}
