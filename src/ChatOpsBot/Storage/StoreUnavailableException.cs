using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Storage;

/// <summary>The store cannot be opened. <see cref="Why"/> is one sentence for the person who started the program; the message is
/// the same in English.</summary>
public sealed class StoreUnavailableException(Text why, Exception? cause)
    : Exception(new Reader(Locale.English, TimeZoneInfo.Utc, default).Read(why), cause)
{
    /// <summary>What is wrong and what to do.</summary>
    public Text Why { get; } = why;
}
