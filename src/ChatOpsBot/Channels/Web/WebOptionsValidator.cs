using System.Text.RegularExpressions;
using ChatOpsBot.Host.Channels.Web.Serving;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Web;

/// <summary>Names everything that is wrong with the section "Web", at start and all at once.</summary>
internal sealed partial class WebOptionsValidator : IValidateOptions<WebOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>One sentence a problem.</summary>
    public static IEnumerable<string> Problems(WebOptions options)
    {
        foreach (var room in options.RoomNames.Where(room => !Slug().IsMatch(room)))
            yield return $"Web:Rooms takes names of lower-case letters, digits and dashes, 40 at most, not '{room}'.";
        foreach (var twice in options.RoomNames.GroupBy(room => room).Where(group => group.Count() > 1))
            yield return $"Web:Rooms names '{twice.Key}' twice.";
        foreach (var proxy in options.KnownProxies.Where(proxy => KnownProxies.Parse(proxy) is null))
            yield return $"Web:KnownProxies takes addresses and networks such as 10.1.2.3 or 10.0.0.0/8, not '{proxy}'.";
        if (options.OpenIdConnect is not { IsConfigured: true } provider) yield break;
        if (options.Personas) yield return "Web:Personas lets visitors choose who they are and cannot be on together with Web:OpenIdConnect; set it to false (the demo and --local-tests set it to true) or remove the provider.";
        if (string.IsNullOrWhiteSpace(provider.Authority)) yield return "Web:OpenIdConnect:Authority is missing.";
        else if (!IsAuthority(provider.Authority))
            yield return $"Web:OpenIdConnect:Authority must be the provider's https URL (http on this machine alone) without a query, and is '{provider.Authority}'.";
        if (string.IsNullOrWhiteSpace(provider.ClientId)) yield return "Web:OpenIdConnect:ClientId is missing.";
        if (string.IsNullOrWhiteSpace(provider.ClientSecret)) yield return "Web:OpenIdConnect:ClientSecret is missing.";
    }

    private static bool IsAuthority(string authority) => Uri.TryCreate(authority, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Slug();
}
