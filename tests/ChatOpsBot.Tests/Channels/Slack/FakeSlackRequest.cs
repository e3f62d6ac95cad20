using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>A call of the Web API as it came.</summary>
/// <param name="Arguments">What was asked, whichever way it was encoded.</param>
/// <param name="Token">The token of its header.</param>
/// <param name="Problem">Slack's word for why it is not answered; null when it is.</param>
internal sealed record FakeSlackRequest(JsonObject Arguments, string? Token, string? Problem)
{
    // In forms, arguments that are no strings stand as JSON: https://docs.slack.dev/apis/web-api/#post-bodies
    private static readonly string[] Structured = ["blocks", "view", "files", "attachments", "metadata"];

    /// <summary>Reads one.</summary>
    public static async Task<FakeSlackRequest> ReadAsync(HttpContext http, string method)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var token = http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var bearer] ? bearer : null;
        try
        {
            return new(http.Request.HasJsonContentType() ? Json(method, text) : Form(text), token, Refusal(method, token));
        }
        catch (JsonException)
        {
            return new([], token, http.Request.HasJsonContentType() ? "invalid_json" : "invalid_arguments");
        }
    }

    // https://docs.slack.dev/reference/methods/auth.test#errors
    private static string? Refusal(string method, string? token) => (method == "apps.connections.open", token) switch
    {
        (_, null) => "not_authed",
        (true, FakeSlack.AppToken) or (false, FakeSlack.BotToken) => null,
        (_, FakeSlack.AppToken or FakeSlack.BotToken) => "not_allowed_token_type",
        _ => "invalid_auth",
    };

    // Methods that read take no JSON: https://docs.slack.dev/apis/web-api/#post-bodies
    private static JsonObject Json(string method, string text) =>
        method.StartsWith("chat.", StringComparison.Ordinal) || method.StartsWith("views.", StringComparison.Ordinal) || method == "files.completeUploadExternal"
            ? JsonNode.Parse(text) as JsonObject ?? [] : [];

    private static JsonObject Form(string text)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(text))
            arguments[name] = Structured.Contains(name) ? JsonNode.Parse(values.ToString()) : values.ToString();
        return arguments;
    }
}
