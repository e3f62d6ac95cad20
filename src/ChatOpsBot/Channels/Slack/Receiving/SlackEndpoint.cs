using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Slack's three request URLs: lets in what Slack signed, has it recorded, and acknowledges it; says in a sentence why anything
/// else is refused. https://docs.slack.dev/apis/events-api/using-http-request-urls</summary>
internal sealed partial class SlackEndpoint(SlackReceiver receiver, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackEndpoint> logger)
{
    /// <summary>The largest body. A press carries its whole message, 50 blocks of 3,000 letters, URL-encoded.</summary>
    public const int LargestBody = 2 * 1024 * 1024;

    private const int Deepest = 64;

    /// <summary>Answers a request whose body has payloads of a type (<see cref="SlackReceiver"/>).</summary>
    public async Task HandleAsync(HttpContext http, string type)
    {
        try
        {
            if (await AdmitAsync(http) is not { } body) return;
            if (Read(http, type, body) is not { } payload)
            {
                await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body is not what Slack sends here.");
                return;
            }
            await AnswerAsync(http, type, payload);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Slack went away and sends again what is not acknowledged.
        }
        catch (Exception exception)
        {
            // The edge: Slack sends an event again that gets a 500, and shows the person that a command or press failed.
            LogFault(exception, type);
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "It could not be recorded; send it again.");
        }
    }

    private async Task AnswerAsync(HttpContext http, string type, JsonObject payload)
    {
        if (payload.Text("type") == "url_verification" && type == SlackReceiver.Events)
        {
            await http.Response.WriteAsJsonAsync(new JsonObject { ["challenge"] = payload.Text("challenge") }, http.RequestAborted);
            return;
        }
        // Slack's look at the certificate, on URLs of commands: https://docs.slack.dev/interactivity/implementing-slash-commands
        if (payload.Text("ssl_check") == "1") return;
        switch (await receiver.ReceiveAsync(type, payload, http.RequestAborted))
        {
            case Receipt.Taken { Answer: { } answer }:
                await http.Response.WriteAsJsonAsync(answer, http.RequestAborted);
                break;
            case Receipt.Malformed malformed:
                LogMalformed(type, malformed.Problem);
                await RefuseAsync(http, StatusCodes.Status400BadRequest, malformed.Problem);
                break;
        }
    }

    private async Task<byte[]?> AdmitAsync(HttpContext http)
    {
        if (options.Value is not { IsConfigured: true, Mode: SlackMode.Http, SigningSecret: { Length: > 0 } secret })
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, options.Value.IsConfigured
                ? "This bot gets its events through a socket (Slack:Mode is SocketMode), so it serves no requests here."
                : "This bot has no Slack token, so it serves nobody here. Set Slack:BotToken.");
            return null;
        }
        if (await ReadAsync(http) is not { } body)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody / 1024} KB.");
            return null;
        }
        var headers = http.Request.Headers;
        if (RequestSignature.Problem(secret, headers[RequestSignature.TimestampHeader], headers[RequestSignature.SignatureHeader], body, time.GetUtcNow()) is { } problem)
        {
            LogRefused(problem, http.Connection.RemoteIpAddress?.ToString());
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, $"The request is refused: {problem}.");
            return null;
        }
        return body;
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    // Events are JSON, commands a form, and interactions a form with JSON in it.
    private static JsonObject? Read(HttpContext http, string type, byte[] body)
    {
        if (type == SlackReceiver.Events) return http.Request.HasJsonContentType() ? Parse(body) : null;
        if (!http.Request.HasFormContentType) return null;
        var form = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))) form[name] = values.ToString();
        return type == SlackReceiver.Interactive && form.Text("ssl_check") is null ? form.Text("payload") is { } json ? Parse(Encoding.UTF8.GetBytes(json)) : null : form;
    }

    private static JsonObject? Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string message)
    {
        if (http.Response.HasStarted) return Task.CompletedTask;
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { code = status, message } }, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request from {Peer}: {Why}")]
    private partial void LogRefused(string why, string? peer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a malformed payload of {Type}: {Problem}")]
    private partial void LogMalformed(string type, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A payload of {Type} could not be recorded")]
    private partial void LogFault(Exception exception, string type);
}
