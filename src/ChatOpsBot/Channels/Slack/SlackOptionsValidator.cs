using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>Names everything that is wrong with the section "Slack", at start and all at once. No sentence repeats a secret.</summary>
internal sealed partial class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>One sentence a problem.</summary>
    public static IEnumerable<string> Problems(SlackOptions options)
    {
        var (app, secret) = (!string.IsNullOrWhiteSpace(options.AppToken), !string.IsNullOrWhiteSpace(options.SigningSecret));
        if (!options.IsConfigured && (app || secret))
            yield return "Slack:BotToken is missing; without it the bot cannot answer. Set it through an environment variable (Slack__BotToken).";
        if (options.IsConfigured && !BotToken().IsMatch(options.BotToken!))
            yield return "Slack:BotToken must be a bot token, which starts with xoxb-.";
        if (app && !options.AppToken!.StartsWith("xapp-", StringComparison.Ordinal))
            yield return "Slack:AppToken must be an app-level token, which starts with xapp-.";
        if (options.IsConfigured && options.Mode == SlackMode.SocketMode && !app)
            yield return "Slack:AppToken is missing; Slack:Mode SocketMode opens its sockets with it. Set it through an environment variable (Slack__AppToken).";
        if (options.IsConfigured && options.Mode == SlackMode.Http && !secret)
            yield return "Slack:SigningSecret is missing; with Slack:Mode Http it proves that a request is Slack's. Set it through an environment variable (Slack__SigningSecret).";
        if (!IsApi(options.ApiBaseUrl))
            yield return $"Slack:ApiBaseUrl must be an https URL (http on this machine alone) without a query, and is '{options.ApiBaseUrl}'.";
        foreach (var workspace in options.Workspaces.Where(id => !Workspace().IsMatch(id)))
            yield return $"Slack:Workspaces takes workspace ids such as T0123ABCD, not '{workspace}'.";
        foreach (var enterprise in options.Enterprises.Where(id => !Enterprise().IsMatch(id)))
            yield return $"Slack:Enterprises takes ids of Enterprise Grid organizations such as E0123ABCD, not '{enterprise}'.";
        foreach (var group in options.ApproverGroups.Where(id => !Group().IsMatch(id)))
            yield return $"Slack:ApproverGroups takes ids of user groups such as S0123ABCD, not '{group}'.";
    }

    private static bool IsApi(Uri url) => url.IsAbsoluteUri && url.Query.Length == 0 && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    // A rotated token has a second beginning: https://docs.slack.dev/authentication/using-token-rotation
    [GeneratedRegex("^(xoxe\\.)?xoxb-")]
    private static partial Regex BotToken();

    [GeneratedRegex("^T[A-Z0-9]{2,}$")]
    private static partial Regex Workspace();

    [GeneratedRegex("^S[A-Z0-9]{2,}$")]
    private static partial Regex Group();

    [GeneratedRegex("^E[A-Z0-9]{2,}$")]
    private static partial Regex Enterprise();
}
