using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>Who somebody is at Slack: a user's id says so only together with the workspace and, in Enterprise Grid, the organization.
/// https://docs.slack.dev/enterprise</summary>
/// <param name="Enterprise">The organization (E…); null outside of Enterprise Grid.</param>
/// <param name="Team">The workspace (T…).</param>
/// <param name="User">The user (U… or W…).</param>
internal sealed record SlackAccount(string? Enterprise, string Team, string User)
{
    private const string Prefix = SlackReference.ChannelName + ":";

    /// <summary>"slack:{team}/{user}", in Enterprise Grid "slack:{enterprise}/{team}/{user}".</summary>
    public AccountId Id => new(Enterprise is null ? $"{Prefix}{Team}/{User}" : $"{Prefix}{Enterprise}/{Team}/{User}");

    /// <summary>The account that a person of the configuration has; null when it is none of Slack's.</summary>
    public static SlackAccount? Read(AccountId id) => !id.Value.StartsWith(Prefix, StringComparison.Ordinal) ? null : id.Value[Prefix.Length..].Split('/') switch
    {
        [{ Length: > 0 } team, { Length: > 0 } user] => new(null, team, user),
        [{ Length: > 0 } enterprise, { Length: > 0 } team, { Length: > 0 } user] => new(enterprise, team, user),
        _ => null,
    };

    /// <summary>Whether the settings serve this account's workspace.</summary>
    public bool IsServed(SlackOptions options) => (options.Workspaces.Count == 0 && options.Enterprises.Count == 0)
        || options.Workspaces.Contains(Team) || (Enterprise is not null && options.Enterprises.Contains(Enterprise));
}
