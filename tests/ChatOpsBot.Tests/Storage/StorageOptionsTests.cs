using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void By_default_the_file_is_in_the_users_data_directory() =>
        Assert.EndsWith(Path.Combine("chatopsbot", "chatops.db"), new StorageOptions().FullPath, StringComparison.Ordinal);

    [Fact]
    public void A_tilde_is_the_home_directory() => Assert.Equal(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "bot.db"), new StorageOptions { Path = "~/bot.db" }.FullPath);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("a\0b", "NUL")]
    [InlineData("/", "directory")]
    [InlineData("data/", "directory")]
    public void A_path_that_can_be_no_file_is_refused(string path, string why) =>
        Assert.Contains(why, new StorageOptions.Validator().Validate(null, new() { Path = path }).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void A_plain_file_name_is_fine() => Assert.True(new StorageOptions.Validator().Validate(null, new() { Path = "bot.db" }).Succeeded);
}
