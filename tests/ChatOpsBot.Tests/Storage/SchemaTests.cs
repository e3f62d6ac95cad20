using ChatOpsBot.Host.Storage;
using ChatOpsBot.Host.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatOpsBot.Tests.Storage;

public sealed class SchemaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var test = new TestStore();
        var pending = await test.Get<BotStore>().ReadAsync(context => Task.FromResult(context.Database.HasPendingModelChanges()), Token);
        Assert.False(pending, "Add a migration: see CONTRIBUTING.");
    }

    [Fact]
    public async Task The_compiled_model_is_the_model()
    {
        await using var test = new TestStore();
        var (model, compiled) = await test.Get<BotStore>().ReadAsync(
            context => Task.FromResult((Describe(context.GetService<IDesignTimeModel>().Model), Describe(context.Model))), Token);
        Assert.NotEmpty(compiled);
        Assert.Equal(model, compiled);
    }

    [Fact]
    public async Task The_newest_migration_is_the_one_whose_stores_are_opened_at_once()
    {
        await using var test = new TestStore();
        var newest = await test.Get<BotStore>().ReadAsync(context => Task.FromResult(context.Database.GetMigrations().Last()), Token);
        Assert.Equal(SqliteOpener.Newest, newest);
    }

    [Fact]
    public async Task The_schema_of_a_new_store_is_what_the_migrations_come_to()
    {
        await using var test = new TestStore();
        var script = await test.Get<BotStore>().ReadAsync(
            context => Task.FromResult(context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions)), Token);
        Assert.Equal(script.ReplaceLineEndings("\n").Trim(), SqliteOpener.Schema().ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Commits_are_on_the_disk_before_they_are_acknowledged_and_readers_do_not_wait_for_writers()
    {
        await using var test = new TestStore();
        var pragmas = await test.Get<BotStore>().ReadAsync(
            async context => (
                (await context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(Token))[0],
                (await context.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync(Token))[0],
                (await context.Database.SqlQueryRaw<long>("SELECT timeout AS Value FROM pragma_busy_timeout").ToListAsync(Token))[0]),
            Token);
        Assert.Equal(("wal", 2L, 10000L), pragmas);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_may_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no Unix file modes here.");
            return;
        }

        await using var test = new TestStore();
        await test.Get<BotStore>().OpenAsync(Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Path));
    }

    [Fact]
    public async Task Two_processes_may_make_the_file_at_once()
    {
        await using var one = new TestStore();
        await using var other = one.Again();
        await Task.WhenAll(Task.Run(() => one.Get<BotStore>().OpenAsync(Token), Token), Task.Run(() => other.Get<BotStore>().OpenAsync(Token), Token));
        Assert.Equal(0, await other.Get<BotStore>().ReadAsync(context => context.Inbox.CountAsync(Token), Token));
    }

    private static List<string> Describe(IReadOnlyModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(type => type.GetProperties().Select(property =>
            $"{type.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} {property.IsNullable} {property.IsPrimaryKey()} {property.ValueGenerated}")),
        .. model.GetEntityTypes().SelectMany(type => type.GetIndexes().Select(index =>
            $"{type.GetTableName()} ({string.Join(',', index.Properties.Select(property => property.Name))}) {index.IsUnique}")),
    ];
}
