using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Storage;

/// <summary>Where the bot keeps what must survive: inbox, outbox, requests, walks, audit.</summary>
public sealed class StorageOptions
{
    /// <summary>The SQLite file; its directory is made when it is missing. Default: chatopsbot/chatops.db in the user's data
    /// directory ($XDG_DATA_HOME, else ~/.local/share). A leading ~/ stands for the home directory.</summary>
    public string? Path { get; set; }

    /// <summary>The file's full path.</summary>
    internal string FullPath => System.IO.Path.GetFullPath(Path switch
    {
        null => System.IO.Path.Combine(DataDirectory, "chatopsbot", "chatops.db"),
        ['~', '/', .. var rest] => System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), rest),
        var given => given,
    });

    /// <summary>How SQLite opens it.</summary>
    internal string ConnectionString => new SqliteConnectionStringBuilder { DataSource = FullPath, DefaultTimeout = 10 }.ToString();

    private static string DataDirectory =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Finds what is wrong with the options before anything is opened.</summary>
    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, StorageOptions options) => options.Path switch
        {
            null when DataDirectory.Length == 0 => ValidateOptionsResult.Fail("Storage:Path is needed: this user has no home directory to keep the store in."),
            null => ValidateOptionsResult.Success,
            var path when string.IsNullOrWhiteSpace(path) => ValidateOptionsResult.Fail("Storage:Path is empty: name a file, or leave it out for the default."),
            var path when path.Contains('\0', StringComparison.Ordinal) => ValidateOptionsResult.Fail("Storage:Path has a NUL character, which no file name can have."),
            var path when System.IO.Path.EndsInDirectorySeparator(path) || Directory.Exists(options.FullPath) =>
                ValidateOptionsResult.Fail($"Storage:Path is a directory ({path}): name a file in it, such as {System.IO.Path.Combine(path, "chatops.db")}."),
            _ => ValidateOptionsResult.Success,
        };
    }
}
