using System.Net;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Web;

/// <summary>The page of the whole program, over HTTP.</summary>
public sealed class WebPageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-page");
    private BotApplication _bot = null!;
    private HttpClient _http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await BotApplication.CreateAsync(new BotSettings(Demo: true, null, null, null, new FileInfo(Path.Combine(_folder.FullName, "page.db"))), "http://127.0.0.1:0", localTests: false, Token);
        await _bot.StartAsync(Token);
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_bot.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _bot.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_first_visit_finds_a_message_with_three_buttons_and_a_strict_policy()
    {
        using var response = await _http.GetAsync("/", Token);
        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Something to try", page);
        foreach (var button in new[] { "What is broken?", "Pods in trouble", "All commands", "Carol (bystander)" }) Assert.Contains(button, page);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        // Nothing comes from elsewhere, and no script stands in the page itself.
        Assert.DoesNotContain("//", string.Concat(Attributes(page, "src").Concat(Attributes(page, "href"))));
        Assert.DoesNotContain("<script>", page);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/room/changes?as=bob")]
    [InlineData("/page.css")]
    public async Task A_HEAD_is_answered_as_a_GET_without_the_content(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await _http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var whole = await _http.GetAsync(path, Token);
        Assert.Equal(whole.Content.Headers.ContentType, response.Content.Headers.ContentType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_there()
    {
        var page = await _http.GetStringAsync("/", Token);
        var files = Attributes(page, "src").Concat(Attributes(page, "href")).Where(link => link.EndsWith(".js", StringComparison.Ordinal) || link.EndsWith(".css", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, files.Count);
        foreach (var file in files)
        {
            using var response = await _http.GetAsync(file, Token);
            Assert.True(response.IsSuccessStatusCode, file);
        }
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", null, "可以试试")]
    [InlineData("fr,en;q=0.5", null, "Something to try")]
    [InlineData("zh-CN", "en", "Something to try")]
    [InlineData("en", "zh-Hans", "可以试试")]
    public async Task The_language_is_the_browsers_unless_its_switch_was_set(string accepted, string? switched, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Language", accepted);
        if (switched is not null) request.Headers.Add("Cookie", $"lang={switched}");
        using var response = await _http.SendAsync(request, Token);
        Assert.Contains(title, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("/preferences?lang=zh-Hans&back=/room/on-call", "/room/on-call")]
    [InlineData("/preferences?theme=dark&back=//evil.example", "/")]
    [InlineData("/preferences?theme=dark&back=/%5Cevil.example", "/")]
    [InlineData("/preferences?theme=dark&back=https://evil.example", "/")]
    public async Task A_switch_is_a_cookie_and_leads_back_to_this_page_alone(string path, string back)
    {
        using var response = await _http.GetAsync(path, Token);
        Assert.Equal(back, response.Headers.Location?.OriginalString);
        Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_page_of_another_name_that_leads_here_gets_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";
        using var response = await _http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_long_answer_is_a_file_for_those_who_see_the_room()
    {
        var log = _bot.Services.GetRequiredService<IRoomLog>();
        var alices = await log.ShowAsync(new(RoomAddress.Channel, "chat/web:alice"), new Reply { Title = "x", Parts = [new Paragraph("p"), new Table(["NAME"], [["<b>one"], ["two"]])] }, Token);
        using var response = await _http.GetAsync($"/files/{alices.Id}/1?as=alice", Token);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("NAME\n<b>one\ntwo\n", await response.Content.ReadAsStringAsync(Token));
        foreach (var path in new[] { $"/files/{alices.Id}/1?as=bob", $"/files/{alices.Id}/0?as=alice", $"/files/{alices.Id}/1?room=on-call&as=alice", $"/files/{alices.Id}/1?room=none&as=alice", "/files/999/0?as=alice" })
            Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(path, Token)).StatusCode);
    }

    [Fact]
    public async Task What_was_said_and_not_answered_when_the_process_died_is_answered_at_the_next_start()
    {
        // On record in the room, and dead before the inbox had it.
        var log = _bot.Services.GetRequiredService<IRoomLog>();
        var where = new ConversationAddress(RoomAddress.Channel, "room/on-call");
        await log.SayAsync(new("lost", new("web:alice"), "Alice", where, "namespaces", "en", "UTC", TimeProvider.System.GetUtcNow()), Token);
        var room = _bot.Services.GetRequiredService<RoomFeed>().Of(where);
        var answered = new TaskCompletionSource();
        room.Changed += () =>
        {
            if (room.Newest.Any(message => message.Reply is { } reply && System.Text.Json.JsonSerializer.Serialize(reply, ReplyJson.Default.Reply).Contains("kube-node-lease", StringComparison.Ordinal))) answered.TrySetResult();
        };
        await room.OpenAsync(Token);
        await _bot.Services.GetRequiredService<Reception>().StartAsync(Token);
        await answered.Task.WaitAsync(Limit.OfAWait, Token);
        await _bot.Services.GetRequiredService<Reception>().StartAsync(Token);
        await log.SayAsync(new("next", new("web:alice"), "Alice", where, "x", "en", "UTC", TimeProvider.System.GetUtcNow()), Token);
        Assert.Equal(1, room.Newest.Count(message => message.Reply?.Parts.OfType<Table>().Any() == true));
    }

    private static IEnumerable<string> Attributes(string page, string name) =>
        page.Split($" {name}=\"").Skip(1).Select(rest => WebUtility.HtmlDecode(rest[..rest.IndexOf('"', StringComparison.Ordinal)])).Where(link => !link.StartsWith("data:", StringComparison.Ordinal));
}
