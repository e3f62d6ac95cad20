using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChatOpsBot.Host.Storage;

/// <summary>SQL without EF, whose first query in a process costs half a second of compiling, and whose every query several times what SQLite
/// takes for it: for what every `ask` reads, and what every message reads and writes. Standard SQL with @0, @1 … for the values.</summary>
internal static class PlainSql
{
    /// <summary>Writes within the transaction of the context.</summary>
    /// <returns>How many rows it concerned.</returns>
    public static async Task<int> ExecuteAsync(this BotDbContext context, string sql, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(context.Database.GetDbConnection(), context, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads within the transaction of the context.</summary>
    public static Task<List<T>> QueryAsync<T>(
        this BotDbContext context, string sql, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(Command(context.Database.GetDbConnection(), context, sql, values), read, cancellationToken);

    /// <summary>Reads.</summary>
    public static Task<List<T>> QueryAsync<T>(
        this DbConnection connection, string sql, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(Command(connection, null, sql, values), read, cancellationToken);

    /// <summary>A text that may be missing.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A moment (<see cref="UnixMilliseconds"/>).</summary>
    public static DateTimeOffset Moment(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static async Task<List<T>> QueryAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
            return rows;
        }
    }

    private static DbCommand Command(DbConnection connection, BotDbContext? context, string sql, IReadOnlyList<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = context?.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (index, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + index.ToString(CultureInfo.InvariantCulture), Stored(value));
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        _ => value,
    };
}
