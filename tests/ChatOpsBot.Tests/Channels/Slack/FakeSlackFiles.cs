using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>files.*: a place is asked for, filled, and made known. https://docs.slack.dev/messaging/working-with-files#upload</summary>
internal sealed partial class FakeSlack
{
    private readonly Dictionary<string, (string Name, int Length, byte[]? Content)> _uploads = [];

    /// <summary>Files that were completed, with where.</summary>
    public List<(string Name, string Content, string Channel, string? Thread)> Files { get; } = [];

    private Answer Place(JsonObject arguments)
    {
        if (Text(arguments, "filename") is not { Length: > 0 } name || !int.TryParse(Text(arguments, "length"), CultureInfo.InvariantCulture, out var length) || length == 0)
            return Error("invalid_arguments");
        var id = $"F{_uploads.Count + 1}";
        _uploads[id] = (name, length, null);
        return Ok(("upload_url", $"{Url}/upload/{id}"), ("file_id", id));
    }

    // "send the contents of your file to the URL … as raw bytes, or a multipart form": https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    private async Task UploadAsync(HttpContext http, string id)
    {
        using var content = new MemoryStream();
        if (http.Request.HasFormContentType)
        {
            if ((await http.Request.ReadFormAsync(http.RequestAborted)).Files is [var file, ..]) await file.CopyToAsync(content, http.RequestAborted);
        }
        else
        {
            await http.Request.Body.CopyToAsync(content, http.RequestAborted);
        }
        lock (_lock)
        {
            // Slack's own client sends its token to this other host as well, which the bot must not.
            _calls.Add(new("upload", [], http.Request.Headers.Authorization is [{ } token] ? token : null));
            if (!_uploads.TryGetValue(id, out var upload) || content.Length != upload.Length) http.Response.StatusCode = 400;
            else _uploads[id] = upload with { Content = content.ToArray() };
        }
        Changed();
    }

    private Answer Complete(JsonObject arguments)
    {
        List<(string Id, string Name, byte[] Content)> complete = [];
        foreach (var file in (arguments["files"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!_uploads.TryGetValue(Text(file, "id"), out var upload) || upload.Content is null) return Error("file_not_found");
            complete.Add((Text(file, "id"), upload.Name, upload.Content));
        }
        Files.AddRange(complete.Select(file => (file.Name, Encoding.UTF8.GetString(file.Content), Text(arguments, "channel_id"), (string?)arguments["thread_ts"])));
        return Ok(("files", new JsonArray([.. complete.Select(file => new JsonObject { ["id"] = file.Id, ["title"] = file.Name })])));
    }
}
