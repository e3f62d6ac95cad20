using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChatOpsBot.Host.Storage.Sqlite;

/// <summary>What every connection needs: a commit is on the disk before it is acknowledged (https://sqlite.org/pragma.html#pragma_synchronous),
/// and a second process that writes is waited for instead of failing.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;";

    /// <summary>Sets them on a connection that EF did not open.</summary>
    public static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken)
    {
        Set(connection);
        return Task.CompletedTask;
    }
}
