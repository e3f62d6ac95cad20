using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Slack.Api;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>User groups whose members approve: people of the configuration, with an account in the bot's own workspace.
/// https://docs.slack.dev/reference/methods/usergroups.users.list</summary>
internal sealed partial class ApproverGroups(
    SlackApi api, SlackState state, IOptions<SlackOptions> options, TimeProvider time, ILogger<ApproverGroups> logger) : BackgroundService, IRoleSource
{
    /// <summary>How often the members are asked for. The method is of tier 2, 20 a minute: https://docs.slack.dev/apis/web-api/rate-limits</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>How long members stay approvers when Slack does not say who they are: after that nobody is one by a group.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromMinutes(15);

    private static readonly Role[] Approver = [Role.Approver];
    private volatile Dictionary<string, Members> _groups = [];

    private sealed record Members(DateTimeOffset At, IReadOnlySet<string> Users);

    /// <inheritdoc/>
    public IReadOnlyCollection<Role> Of(AccountId account)
    {
        if (_groups is not { Count: > 0 } groups || SlackAccount.Read(account) is not { } who || who.Team != state.Now.BotTeam || !who.IsServed(options.Value)) return [];
        var since = time.GetUtcNow() - Trusted;
        return groups.Values.Any(group => group.At >= since && group.Users.Contains(who.User)) ? Approver : [];
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured || options.Value.ApproverGroups.Count == 0) return;
        while (true)
        {
            foreach (var group in options.Value.ApproverGroups) await ReadAsync(group, stoppingToken);
            await Task.Delay(Period, time, stoppingToken);
        }
    }

    private async Task ReadAsync(string group, CancellationToken cancellationToken)
    {
        var result = await api.CallAsync("usergroups.users.list", new JsonObject { ["usergroup"] = group }, cancellationToken);
        if (result is SlackResult.Ok { Body: var body } && body["users"] is JsonArray users)
        {
            var members = users.OfType<JsonValue>().Where(user => user.GetValueKind() == JsonValueKind.String).Select(user => user.GetValue<string>()).ToHashSet();
            var before = _groups.GetValueOrDefault(group)?.Users;
            _groups = new(_groups) { [group] = new(time.GetUtcNow(), members) };
            if (before is null || !before.SetEquals(members)) LogMembers(group, members);
        }
        else
        {
            LogUnread(group, result.Line);
            // A group that is gone has no members; when Slack is away, the last ones are trusted for a while.
            if (result is SlackResult.Refused { Code: "no_such_subteam" or "subteam_not_found" }) _groups = new(_groups.Where(known => known.Key != group));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The user group {Group} has these members now: {Users}")]
    private partial void LogMembers(string group, IEnumerable<string> users);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The members of the user group {Group} could not be read: {Why}")]
    private partial void LogUnread(string group, string why);
}
