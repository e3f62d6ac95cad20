namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>The newest state of a card that lives on.</summary>
internal sealed class CardRow
{
    public required string Key { get; set; }
    public long Version { get; set; }

    /// <summary>The reply as JSON.</summary>
    public required string Reply { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A message that shows a card.</summary>
internal sealed class CardCopyRow
{
    public long Id { get; set; }
    public required string CardKey { get; set; }
    public required string Channel { get; set; }
    public required string Conversation { get; set; }

    /// <summary>The channel's id of the message.</summary>
    public required string ActivityId { get; set; }

    /// <summary>The version of the card that it shows.</summary>
    public long ShownVersion { get; set; }

    public string? Locale { get; set; }
    public string? TimeZone { get; set; }
}
