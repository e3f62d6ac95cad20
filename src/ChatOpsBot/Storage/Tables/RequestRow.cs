using ChatOpsBot.Core.Approvals;

namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>A request: its body as JSON, and beside it what is searched by.</summary>
internal sealed class RequestRow
{
    public long Id { get; set; }
    public long Version { get; set; }
    public RequestState State { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether this version is on its way to every copy of its card.</summary>
    public bool Told { get; set; }

    public required string Body { get; set; }
}
