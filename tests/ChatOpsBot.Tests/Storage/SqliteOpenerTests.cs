using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Storage;

public sealed class SqliteOpenerTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("chatops-open-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_missing_directory_is_made()
    {
        var path = Path.Combine(directory, "a", "b", "chatops.db");
        await OpenAsync(path);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_said_in_one_sentence()
    {
        var file = Path.Combine(directory, "file");
        await File.WriteAllTextAsync(file, "", Token);
        var path = Path.Combine(file, "chatops.db");
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(path));
        Assert.Equal("storage.file", Key(failure));
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_said_and_left_alone()
    {
        var path = Path.Combine(directory, "letter.txt");
        var letter = string.Concat(Enumerable.Repeat("Dear store, this is not a database. ", 100));
        await File.WriteAllTextAsync(path, letter, Token);
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(path));
        Assert.Equal("storage.damaged", Key(failure));
        Assert.Equal(letter, await File.ReadAllTextAsync(path, Token));
    }

    [Fact]
    public async Task A_file_that_must_not_be_written_is_said()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("Here, everything may be written.");
            return;
        }

        var path = Path.Combine(directory, "chatops.db");
        await OpenAsync(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(path));
        Assert.Equal("storage.file", Key(failure));
    }

    [Fact]
    public async Task Another_programs_database_is_said_and_left_alone()
    {
        var path = Path.Combine(directory, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={path}"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE songs (title TEXT)";
            await command.ExecuteNonQueryAsync(Token);
        }

        var before = await File.ReadAllBytesAsync(path, Token);
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(path));
        Assert.Equal("storage.foreign", Key(failure));
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_said_and_left_alone()
    {
        var path = Path.Combine(directory, "chatops.db");
        await using (var services = Services(path))
        {
            await services.GetRequiredService<BotStore>().WriteAsync(
                context => context.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')", Token), Token);
        }

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(path));
        Assert.Equal("storage.newer", Key(failure));
        Assert.Contains("29990101000000_Later", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_the_next_use_tries_again()
    {
        var parent = Path.Combine(directory, "later");
        await File.WriteAllTextAsync(parent, "", Token);
        await using var services = Services(Path.Combine(parent, "chatops.db"));
        var store = services.GetRequiredService<BotStore>();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Token));
        File.Delete(parent);
        await store.OpenAsync(Token);
    }

    private static ServiceProvider Services(string path) =>
        new ServiceCollection().AddLogging().AddStorage(options => options.Path = path).BuildServiceProvider();

    private static async Task OpenAsync(string path)
    {
        await using var services = Services(path);
        await services.GetRequiredService<BotStore>().OpenAsync(Token);
    }

    private static string Key(StoreUnavailableException failure) => Assert.IsType<Text.Keyed>(failure.Why).Key;
}
