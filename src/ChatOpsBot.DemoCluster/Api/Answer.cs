using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What goes back over the wire.</summary>
internal sealed record Answer(int StatusCode, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Writes an answer that goes on: it is sent as it comes, and <see cref="Body"/> is not looked at.</summary>
    public Func<Stream, CancellationToken, Task>? Stream { get; init; }

    /// <summary>Takes the connection over: nothing else of the answer is sent.</summary>
    public Func<HttpContext, Task>? Upgrade { get; init; }

    /// <summary>Said beside the answer, in Warning headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public const string JsonType = "application/json";
    public const string TextType = "text/plain";

    // Go leaves quotes and letters of other scripts as they are; so may this, since nothing here is put into a page.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Json(JsonNode body, int statusCode = 200) =>
        new(statusCode, JsonType, Encoding.UTF8.GetBytes(body.ToJsonString(Plain)));

    public static Answer Text(string body, int statusCode = 200, string? contentType = "text/plain; charset=utf-8") =>
        new(statusCode, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>What the API server says of paths outside every group.</summary>
    public static Answer PageNotFound() => Text("404 page not found\n", 404);

    public static Answer Empty(int statusCode) => new(statusCode, null, ReadOnlyMemory<byte>.Empty);
}
