using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack.Api;

/// <summary>Slack's Web API: what goes wrong is a result. https://docs.slack.dev/apis/web-api</summary>
internal sealed class SlackApi(SlackHttp http, IOptions<SlackOptions> options, TimeProvider time)
{
    // The longest wait that is believed: a message that is asked to wait longer is tried again then.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>Calls a method with the bot's token.</summary>
    public Task<SlackResult> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken) =>
        SendAsync(method, arguments, options.Value.BotToken!, cancellationToken);

    /// <summary>Asks for the URL of a socket, with the app's token. https://docs.slack.dev/reference/methods/apps.connections.open</summary>
    public Task<SlackResult> OpenConnectionAsync(CancellationToken cancellationToken) =>
        SendAsync("apps.connections.open", [], options.Value.AppToken!, cancellationToken);

    /// <summary>Sends a file's bytes where files.getUploadURLExternal said, without any token.</summary>
    public async Task<SlackResult> UploadAsync(Uri url, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await ReadAsync(request, response => Task.FromResult<SlackResult>(response.IsSuccessStatusCode
            ? new SlackResult.Ok([])
            : new SlackResult.Refused($"http_{(int)response.StatusCode}", response.ReasonPhrase)), cancellationToken);
    }

    private async Task<SlackResult> SendAsync(string method, JsonObject arguments, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Root(options.Value.ApiBaseUrl), method)) { Content = Content(method, arguments) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await ReadAsync(request, async response => Body(await response.Content.ReadAsStringAsync(cancellationToken)), cancellationToken);
    }

    private async Task<SlackResult> ReadAsync(HttpRequestMessage request, Func<HttpResponseMessage, Task<SlackResult>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => new SlackResult.Limited(RetryAfter(response)),
                >= HttpStatusCode.InternalServerError => new SlackResult.Unreachable($"{(int)response.StatusCode} {response.ReasonPhrase}", MayBeDone: true),
                _ => await read(response),
            };
        }
        catch (HttpRequestException lost) when (lost.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new SlackResult.Unreachable(lost.Message, MayBeDone: false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return new SlackResult.Unreachable(lost.Message, MayBeDone: true);
        }
        catch (TaskCanceledException late) when (late.InnerException is TimeoutException)
        {
            return new SlackResult.Unreachable($"no answer within {SlackHttp.Deadline.TotalSeconds} s", MayBeDone: true);
        }
    }

    private static SlackResult Body(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject body) return new SlackResult.Unreachable("the answer is no JSON object", MayBeDone: true);
            if (body.Flag("ok")) return new SlackResult.Ok(body);
            return new SlackResult.Refused(body.Text("error") ?? "unknown_error", Details(body));
        }
        catch (JsonException)
        {
            return new SlackResult.Unreachable("the answer is no JSON", MayBeDone: true);
        }
    }

    private static string? Details(JsonObject body) => (body.Object("response_metadata")?["messages"] as JsonArray ?? body["errors"] as JsonArray) is { Count: > 0 } messages
        ? string.Join("; ", messages.Select(message => message?.ToString()))
        : body.Text("needed") is { } scope ? $"needs {scope}" : null;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return after is { } wait && wait >= TimeSpan.Zero && wait <= LongestRetryAfter ? wait : after is null ? null : TimeSpan.Zero;
    }

    // Methods that read take no JSON: https://docs.slack.dev/apis/web-api/#post-bodies
    private static HttpContent Content(string method, JsonObject arguments) =>
        method.StartsWith("chat.", StringComparison.Ordinal) || method.StartsWith("views.", StringComparison.Ordinal) || method == "files.completeUploadExternal"
            ? new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(arguments.Select(argument => KeyValuePair.Create(argument.Key, argument.Value?.ToString() ?? "")));

    private static Uri Root(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}
