using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams.Files;

namespace ChatOpsBot.Tests.Channels.Teams.Files;

public sealed class AttachedFilesTests : IAsyncLifetime
{
    private const string Deploy = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: 购物\n";
    private TeamsHost _bot = null!;
    private FakeOneDrive _drive = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));
        _drive = await FakeOneDrive.StartAsync();
        _drive.Files["deploy.yaml"] = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Deploy)];
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _drive.DisposeAsync();
    }

    [Theory]
    [InlineData("check")]
    [InlineData("Check -n shop")]
    [InlineData("kubectl check --namespace=shop")]
    public async Task A_definition_that_is_attached_to_check_stands_behind_it(string said)
    {
        await SendAsync(said, "deploy.yaml");
        Assert.Equal($"{said}\n{Deploy}", Assert.Single(_bot.Recorder.Intents).Text);
    }

    [Fact]
    public async Task With_another_command_the_file_is_left_alone()
    {
        await SendAsync("pods", "nowhere.yaml");
        Assert.Equal("pods", Assert.Single(_bot.Recorder.Intents).Text);
    }

    [Fact]
    public async Task A_file_without_a_word_gets_the_word_that_it_needs()
    {
        await SendAsync("", "deploy.yaml");
        AssertRefused("teams.attached.say-check");
    }

    [Fact]
    public async Task Two_files_are_one_too_many()
    {
        await SendAsync("check", "deploy.yaml", "deploy.yaml");
        AssertRefused("teams.attached.several");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read_to_its_end()
    {
        _drive.Files["huge.yaml"] = new byte[10_000_000];
        await SendAsync("check", "huge.yaml");
        AssertRefused("teams.attached.too-large");
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_refused()
    {
        _drive.Files["photo.png"] = [0x89, 0x50, 0xFF, 0xFE];
        await SendAsync("check", "photo.png");
        AssertRefused("teams.attached.not-text");
    }

    [Theory]
    [InlineData("files/gone.yaml")]
    [InlineData("elsewhere")]
    public async Task A_file_that_is_not_there_or_is_said_to_be_elsewhere_is_told(string path)
    {
        await SendAsync("check", new Uri($"{_drive.Url}/{path}"));
        AssertRefused("teams.attached.failed");
        Assert.Contains("An attached file was not read", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_waited_for_longer_than_Teams_waits()
    {
        var sent = SendAsync("check", new Uri(_drive.Url + "/silent"));
        await _drive.Asked.Task;
        _bot.Time.Advance(FileTransfers.Patience);
        await sent;
        AssertRefused("teams.attached.failed");
    }

    [Theory]
    [InlineData("https://evil.example/deploy.yaml")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task A_file_that_lies_elsewhere_than_at_SharePoint_is_not_fetched(string place)
    {
        await SendAsync("check", new Uri(place));
        AssertRefused("teams.attached.foreign");
        Assert.Contains(new Uri(place).Host, _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_channels_whose_users_name_themselves_no_file_is_fetched()
    {
        await SendAsync(Attached("check", new Uri(_drive.Url + "/files/deploy.yaml")).With("channelId", "directline"));
        Assert.Equal("check", Assert.Single(_bot.Recorder.Intents).Text);
    }

    private void AssertRefused(string key)
    {
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Equal(key, Assert.IsType<Text.Keyed>(Assert.Single(_bot.Recorder.Published).Card.Title).Key);
    }

    private Task SendAsync(string said, params string[] files) => SendAsync(said, [.. files.Select(file => new Uri($"{_drive.Url}/files/{file}"))]);

    private Task SendAsync(string said, params Uri[] places) => SendAsync(Attached(said, places));

    private async Task SendAsync(JsonObject activity) => Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(activity)).StatusCode);

    private static JsonObject Attached(string said, params Uri[] places) => Activities.Message(said).With("serviceUrl", "http://localhost:1/").With("attachments", new JsonArray(
    [
        new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{said}</p>" },
        .. places.Select(place => new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
            ["name"] = "deploy.yaml",
            ["contentUrl"] = "https://contoso-my.sharepoint.com/personal/alex/deploy.yaml",
            ["content"] = new JsonObject { ["downloadUrl"] = place.OriginalString, ["uniqueId"] = "u-1", ["fileType"] = "yaml" },
        }),
    ]));
}
