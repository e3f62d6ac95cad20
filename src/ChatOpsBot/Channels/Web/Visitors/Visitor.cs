using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Host.Channels.Web.Visitors;

/// <summary>Who looks at a window of the page.</summary>
/// <param name="Account">The account that the page vouches for.</param>
/// <param name="Name">As shown to others.</param>
/// <param name="Key">Of a persona: how the window's address names it; null for anybody else.</param>
/// <param name="IsKnown">Whether a person of the configuration has the account. Nobody else may see a room or do anything.</param>
public sealed record Visitor(AccountId Account, string Name, string? Key, bool IsKnown);
