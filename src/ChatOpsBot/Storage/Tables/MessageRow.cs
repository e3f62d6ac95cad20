namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>A message of a room: what a person said or what the bot shows, as JSON.</summary>
internal sealed class MessageRow
{
    public long Id { get; set; }

    /// <summary>Rises with every message added or replaced.</summary>
    public long Change { get; set; }

    public required string Channel { get; set; }
    public required string Conversation { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>A person's intent; null for the bot's.</summary>
    public string? Said { get; set; }

    /// <summary>The outbox's number of what is shown; null for what did not come from there.</summary>
    public long? OutboxItem { get; set; }

    /// <summary>The event of the intent that the bot answers with it.</summary>
    public string? Answers { get; set; }

    /// <summary>The bot's reply; null for a person's.</summary>
    public string? Reply { get; set; }
}
