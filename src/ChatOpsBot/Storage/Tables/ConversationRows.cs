namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>How to reach a conversation.</summary>
internal sealed class AddressRow
{
    public required string Channel { get; set; }
    public required string Conversation { get; set; }

    /// <summary>The channel's own reference (JSON).</summary>
    public required string Reference { get; set; }

    /// <summary>The account whose personal chat it is; null for rooms.</summary>
    public string? PersonalOf { get; set; }

    public string? Locale { get; set; }
}

/// <summary>What `use` chose in a conversation.</summary>
internal sealed class DefaultsRow
{
    public required string Channel { get; set; }
    public required string Conversation { get; set; }
    public string? Cluster { get; set; }
    public string? Namespace { get; set; }

    /// <summary>A BCP 47 tag.</summary>
    public string? Language { get; set; }
}
