using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>A line of `status`.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">How it is.</param>
/// <param name="Tone">How bad that is; the answer takes the worst.</param>
public sealed record StatusLine(Text Name, Text Value, Tone Tone = Tone.Plain);

/// <summary>Something whose health belongs into `status`: a channel, a store. Register any number of them.</summary>
public interface IStatusSource
{
    /// <summary>The lines now; quick, and without exceptions for what can be expected.</summary>
    Task<IReadOnlyList<StatusLine>> ReadAsync(CancellationToken cancellationToken);
}
