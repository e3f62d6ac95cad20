namespace ChatOpsBot.Bench;

/// <summary>The program, asked as Slack asks through a socket.</summary>
internal sealed class SlackBot : IAsked
{
    private readonly SlackService _slack;

    private SlackBot(ServeProcess process, SlackService slack) => (Process, _slack) = (process, slack);

    public ServeProcess Process { get; }

    public static async Task<SlackBot> StartAsync(string program, string kubeconfig, SlackService slack)
    {
        var settings = $$"""
            {
              "People": { "bench": { "Accounts": [ "slack:{{SlackService.Team}}/{{SlackService.User}}" ], "Roles": [ "Reader" ] } },
              "Slack": { "BotToken": "xoxb-bench", "AppToken": "xapp-bench", "ApiBaseUrl": "{{slack.Url}}/api/" },
              "Logging": { "LogLevel": { "Default": "Warning" } }
            }
            """;
        return new SlackBot(await ServeProcess.StartAsync(program, settings, "--kubeconfig", kubeconfig), slack);
    }

    public Task<TimeSpan> AskAsync(string text) => _slack.MentionAsync(text);

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
