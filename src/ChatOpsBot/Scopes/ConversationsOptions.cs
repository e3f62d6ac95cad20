namespace ChatOpsBot.Host.Scopes;

/// <summary>The section "Conversations": what is meant and allowed in single rooms and chats, by a name for each.</summary>
internal sealed class ConversationsOptions : Dictionary<string, ConversationOptions>
{
    public const string Section = "Conversations";

    public ConversationsOptions() : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

/// <summary>One room or chat.</summary>
internal sealed class ConversationOptions
{
    /// <summary>"teams:{conversation id}", "slack:{team id}/{channel id}", "web:{room}", as `whoami` says it there; its threads are part of it.</summary>
    public string? Address { get; set; }

    /// <summary>The cluster that is meant there until somebody says `use`; null: the default one.</summary>
    public string? Cluster { get; set; }

    /// <summary>The namespace that is meant there until somebody says `use`; null: all of them.</summary>
    public string? Namespace { get; set; }

    /// <summary>"en" or "zh-Hans": the language of the bot's messages there; null: that of whoever asks. On the page everybody reads their own.</summary>
    public string? Language { get; set; }

    /// <summary>The commands that may be used there, by their names in `help`; empty: every one. `help` and `whoami` may be used anywhere.</summary>
    public List<string> Commands { get; set; } = [];

    /// <summary>Words for the beginning of a sentence: "oops": "pods -n shop --bad".</summary>
    public Dictionary<string, string> Aliases { get; set; } = [];
}
