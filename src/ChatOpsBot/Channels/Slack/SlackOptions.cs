namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>How events come from Slack.</summary>
internal enum SlackMode
{
    /// <summary>Over a WebSocket that the bot opens: needs no public address. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
    SocketMode,

    /// <summary>By signed requests to the bot's address. https://docs.slack.dev/apis/events-api/using-http-request-urls</summary>
    Http,
}

/// <summary>How the bot meets Slack; the section "Slack" of the configuration.</summary>
internal sealed class SlackOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    /// <summary>The token that the bot calls Slack with (xoxb-…). Without one nobody is served there.</summary>
    public string? BotToken { get; set; }

    /// <summary>The app-level token that opens sockets (xapp-…, scope connections:write); for <see cref="SlackMode.SocketMode"/>.</summary>
    public string? AppToken { get; set; }

    /// <summary>What Slack signs its requests with; for <see cref="SlackMode.Http"/>.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The one switch.</summary>
    public SlackMode Mode { get; set; }

    /// <summary>Where the Web API is. https, or http on this machine.</summary>
    public Uri ApiBaseUrl { get; set; } = new("https://slack.com/api/");

    /// <summary>The workspaces (T…) whose people are served; with <see cref="Enterprises"/> empty too: all that the app is installed in.</summary>
    public IList<string> Workspaces { get; } = [];

    /// <summary>The Enterprise Grid organizations (E…) whose people are served.</summary>
    public IList<string> Enterprises { get; } = [];

    /// <summary>User groups (S…) whose members have the role Approver, as far as they are people of the configuration.</summary>
    public IList<string> ApproverGroups { get; } = [];

    /// <summary>Whether there is a bot to serve.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(BotToken);
}
