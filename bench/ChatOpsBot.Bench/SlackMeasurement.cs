namespace ChatOpsBot.Bench;

/// <summary>What <see cref="ChannelMeasurement"/> measures, through Slack in Socket Mode.</summary>
internal static class SlackMeasurement
{
    public static async Task RunAsync(string program, string kubeconfig, string ns, int rounds)
    {
        await using var slack = await SlackService.StartAsync();
        await using var bot = await SlackBot.StartAsync(program, kubeconfig, slack);
        await ChannelMeasurement.RunAsync(bot, kubeconfig, ns, rounds);
    }
}
