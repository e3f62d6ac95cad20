using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams;

/// <summary>Names everything that is wrong with the section "Teams", at start and all at once.</summary>
internal sealed class TeamsOptionsValidator : IValidateOptions<TeamsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>One sentence a problem.</summary>
    public static IEnumerable<string> Problems(TeamsOptions options)
    {
        if (options.AppId is { Length: > 0 } app)
        {
            if (!Guid.TryParse(app, out _)) yield return $"Teams:AppId must be the application id of the bot, a GUID, and is '{app}'.";
            if (string.IsNullOrWhiteSpace(options.TenantId)) yield return "Teams:TenantId is missing; with Teams:AppId it names the directory whose people are served.";
            if (options.LocalTests) yield return "Teams:LocalTests serves callers without a token and cannot be on together with Teams:AppId; remove one of them.";
            foreach (var problem in options.OutboundIdentity.Problems("Teams:Azure")) yield return problem;
        }
        if (options.TenantId is { Length: > 0 } tenant && options.AppId is { Length: > 0 } && !Guid.TryParse(tenant, out _))
            yield return $"Teams:TenantId must be a directory id, a GUID, and is '{tenant}'.";
        if (options.MetadataUrl is { } url && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps))
            yield return $"Teams:MetadataUrl must be an https URL, and is '{url}'.";
        foreach (var host in options.ServiceHosts.Where(host => !IsHost(host)))
            yield return $"Teams:ServiceHosts takes host names such as connector.example or connector.example:8443, not '{host}'.";
        foreach (var issuer in options.Issuers.Where(issuer => !Uri.TryCreate(issuer, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
            yield return $"Teams:Issuers takes https URLs, not '{issuer}'.";
    }

    private static bool IsHost(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) && string.Equals(uri.Authority, host, StringComparison.OrdinalIgnoreCase);
}
