using System.Text.RegularExpressions;
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
        if (options.OpenIdConnect is not { IsConfigured: true } provider) yield break;
        if (options.Personas) yield return "Web:Personas lets visitors choose who they are and cannot be on together with Web:OpenIdConnect; remove one of them.";
        if (!Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps)
            yield return $"Web:OpenIdConnect:Authority must be the provider's https URL, and is '{provider.Authority}'.";
        if (string.IsNullOrWhiteSpace(provider.ClientId)) yield return "Web:OpenIdConnect:ClientId is missing.";
        if (string.IsNullOrWhiteSpace(provider.ClientSecret)) yield return "Web:OpenIdConnect:ClientSecret is missing.";
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Slug();
}
