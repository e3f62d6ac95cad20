using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChatOpsBot.Host.Storage.Sqlite;

/// <summary>The tables in a SQLite file.</summary>
internal sealed class SqliteBotDbContext(DbContextOptions<SqliteBotDbContext> options) : BotDbContext(options);

/// <summary>Lets `dotnet ef` make migrations without starting the bot.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteBotDbContext>
{
    /// <inheritdoc/>
    public SqliteBotDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBotDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Gives the tables to whoever does not care what database they are in.</summary>
internal sealed class SqliteContexts(IDbContextFactory<SqliteBotDbContext> contexts) : IDbContextFactory<BotDbContext>
{
    /// <inheritdoc/>
    public BotDbContext CreateDbContext() => contexts.CreateDbContext();
}
