namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>Something to be sent or updated; gone when that is done. Either a reply of its own, or a card whose newest state is
/// looked up at the moment of sending.</summary>
internal sealed class OutboxRow
{
    public long Id { get; set; }
    public required string Channel { get; set; }
    public required string Conversation { get; set; }
    public OutboxPriority Priority { get; set; }

    /// <summary>The reply as JSON; null for a card.</summary>
    public string? Reply { get; set; }

    public string? CardKey { get; set; }

    /// <summary>The event of the intent that a new message answers.</summary>
    public string? Answers { get; set; }

    /// <summary>The copy to update; null: post a new one.</summary>
    public long? CopyId { get; set; }

    public string? Locale { get; set; }
    public string? TimeZone { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Not before.</summary>
    public DateTimeOffset Due { get; set; }

    public int Attempts { get; set; }

    /// <summary>No channel took it; kept for some days for whoever looks into it.</summary>
    public bool Undeliverable { get; set; }

    public string? LastError { get; set; }
}

/// <summary>What goes first within a conversation.</summary>
internal enum OutboxPriority
{
    /// <summary>Cards for people who are asked to decide.</summary>
    Published,

    /// <summary>Answers to what was said there.</summary>
    Answer,

    /// <summary>Older copies of a card that was answered elsewhere.</summary>
    Refresh,
}
