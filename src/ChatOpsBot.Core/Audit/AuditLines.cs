using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Audit;

/// <summary>The export form: one entry a line, as JSON.</summary>
public static class AuditLines
{
    private static readonly AuditJson Json = new(new JsonSerializerOptions(AuditJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });

    /// <summary>One line, without its end.</summary>
    public static string Write(AuditEntry entry)
    {
        var draft = entry.Draft;
        return JsonSerializer.Serialize(
            new AuditLine(
                entry.Sequence, entry.At, draft.Kind, draft.Who, draft.Account, draft.ActedAs, draft.Cluster, draft.Subject, draft.Uid, draft.Detail,
                entry.PreviousHash, entry.Hash),
            Json.AuditLine);
    }

    /// <summary>The entry of a line; null when it is none: no JSON, or with a member too many, too few or twice.</summary>
    public static AuditEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Json.AuditLine) is { Kind: not null, Who: not null, Detail: not null, PreviousHash: not null, Hash: not null } read
                ? new(read.Sequence, read.At,
                    new(read.Kind, read.Who, read.Account, read.ActedAs, read.Cluster, read.Subject, read.Uid, read.Detail), read.PreviousHash, read.Hash)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Checks an exported file from its first line to its last.</summary>
    public static async Task<AuditVerdict> VerifyAsync(TextReader lines, CancellationToken cancellationToken)
    {
        var check = new AuditCheck();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && !check.Accepts(Read(line))) break;
        }
        return check.Verdict;
    }
}

internal sealed record AuditLine(
    long Sequence, DateTimeOffset At, string? Kind, string? Who, string? Account, string? ActedAs, string? Cluster, string? Subject, string? Uid,
    IReadOnlyDictionary<string, string>? Detail, string? PreviousHash, string? Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext;
