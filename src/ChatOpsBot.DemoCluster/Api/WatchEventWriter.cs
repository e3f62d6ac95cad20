using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Writes a watch's events, one JSON object a line.</summary>
internal sealed class WatchEventWriter(Stream body) : IDisposable
{
    private readonly MemoryStream _lines = new();

    public void Write(string type, JsonNode item)
    {
        using (var json = new Utf8JsonWriter(_lines, Answer.Writing))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WritePropertyName("object");
            item.WriteTo(json);
            json.WriteEndObject();
        }
        _lines.WriteByte((byte)'\n');
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await body.WriteAsync(_lines.GetBuffer().AsMemory(0, (int)_lines.Length), cancellationToken);
        await body.FlushAsync(cancellationToken);
        _lines.SetLength(0);
    }

    public void Dispose() => _lines.Dispose();
}
