using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatOpsBot.Host.Channels.Loopback;
using ChatOpsBot.Host.Channels.Teams.Receiving;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Channels.Teams.Receiving;

public sealed class TeamsEndpointTests
{
    [Fact]
    public async Task Without_an_application_id_everybody_is_refused_with_the_way_out()
    {
        await using var bot = await TeamsHost.StartAsync(null);

        var answer = await bot.PostAsync(Local("pods"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Teams:LocalTests=true", await BodyAsync(answer), StringComparison.Ordinal);
        Assert.Contains("Refused a caller from 127.0.0.1", bot.Log.All, StringComparison.Ordinal);
        Assert.Empty(bot.Recorder.Intents);
    }

    [Fact]
    public async Task Local_tests_serve_this_machine()
    {
        await using var bot = await TeamsHost.LocalAsync();
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Local("pods"))).StatusCode);
        Assert.Single(bot.Recorder.Intents);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Original-For", "10.0.0.9:1234")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task Local_tests_serve_neither_forwarded_requests_nor_web_pages(string header, string value)
    {
        await using var bot = await TeamsHost.LocalAsync();
        using var request = Request(Local("pods").ToJsonString());
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("::ffff:10.1.2.3", false)]
    [InlineData(null, false)]
    public void A_peer_is_local_by_its_connection_alone(string? peer, bool local)
    {
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString("localhost", 5100);
        http.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        Assert.Equal(local, LocalPeers.IncludesProgram(http));
    }

    [Fact]
    public async Task Local_tests_answer_no_service_elsewhere()
    {
        await using var bot = await TeamsHost.LocalAsync();
        var answer = await bot.PostAsync(Activities.Message("pods").With("serviceUrl", "http://10.0.0.1/"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("10.0.0.1", await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "no usable type, channelId, serviceUrl, from.id, conversation.id")]
    [InlineData("""{"type":"message","channelId":"msteams","serviceUrl":"http://localhost/","from":"alex","conversation":{"id":"c"}}""", "no usable from.id")]
    [InlineData("""{"type":"message","channelId":"msteams","serviceUrl":"http://localhost/","from":{"id":"a"},"conversation":{"id":"c"}}""", "no usable id")]
    [InlineData("""{"type":"message","id":"1","channelId":"msteams","serviceUrl":"http://localhost/","from":{"id":"a"},"conversation":{"id":"c"},"timestamp":"yesterday"}""", "unexpected type")]
    [InlineData("""{"type":"message","id":"1","channelId":"msteams","serviceUrl":"http://localhost/","from":{"id":"a"},"conversation":{"id":"c"},"entities":"x"}""", "unexpected type")]
    public async Task What_is_no_activity_is_told_so_in_a_sentence(string body, string sentence)
    {
        await using var bot = await TeamsHost.LocalAsync();
        var answer = await bot.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_utf8_and_bottomless_nesting_are_told_so()
    {
        await using var bot = await TeamsHost.LocalAsync();
        using var invalid = new ByteArrayContent([(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)'}']) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.Http.PostAsync("/api/messages", invalid, TestContext.Current.CancellationToken)).StatusCode);
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 20_000)) + "1" + new string('}', 20_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.PostAsync(deep)).StatusCode);
    }

    [Fact]
    public async Task A_hundred_kilobytes_of_text_come_in_and_more_than_the_limit_does_not()
    {
        await using var bot = await TeamsHost.LocalAsync();
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Local(new string('x', 100_000)))).StatusCode);
        Assert.Equal(100_000, Assert.Single(bot.Recorder.Intents).Text.Length);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.PostAsync(Local(new string('x', TeamsEndpoint.LargestBody)))).StatusCode);
    }

    [Fact]
    public async Task A_body_without_length_is_limited_too()
    {
        await using var bot = await TeamsHost.LocalAsync();
        using var request = Request(Local(new string('x', TeamsEndpoint.LargestBody)).ToJsonString());
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Other_methods_and_media_types_are_refused()
    {
        await using var bot = await TeamsHost.LocalAsync();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await bot.Http.GetAsync("/api/messages", TestContext.Current.CancellationToken)).StatusCode);
        using var form = new StringContent("{}", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bot.Http.PostAsync("/api/messages", form, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_could_not_be_recorded_is_not_acknowledged_and_shows_no_stack_trace()
    {
        await using var bot = await TeamsHost.LocalAsync();
        bot.Recorder.Fails = new InvalidOperationException("the disk is full");

        var answer = await bot.PostAsync(Local("pods"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("disk", await BodyAsync(answer), StringComparison.Ordinal);
        Assert.Contains("A turn failed: message m1 of channel msteams, conversation a:personal-alex", bot.Log.All, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonObject Local(string text) => Activities.Message(text).With("serviceUrl", "http://localhost:1/_connector");

    private static HttpRequestMessage Request(string body) => new(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
