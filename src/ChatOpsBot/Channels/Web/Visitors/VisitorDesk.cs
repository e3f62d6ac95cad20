using System.Security.Claims;
using ChatOpsBot.Core.Identity;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Web.Visitors;

/// <summary>Tells who a visitor is. With a sign-in, whoever the provider says. Without one, only this machine is served, and its
/// visitor is one account, "web:local", which is nobody until the configuration gives it to a person; choosing among several
/// people takes Web:Personas.</summary>
internal sealed class VisitorDesk(IPeople people, IOptions<WebOptions> options)
{
    private const string Prefix = "web:";
    private static readonly AccountId Local = new("web:local");

    /// <summary>Whether visitors sign in at a provider.</summary>
    public bool SignsIn => options.Value.OpenIdConnect.IsConfigured;

    /// <summary>The people to choose from; none unless the configuration says that one may.</summary>
    public IReadOnlyList<Visitor> Personas => !options.Value.Personas ? [] :
    [
        .. people.All.SelectMany(person => person.Accounts
            .Where(account => account.Value.StartsWith(Prefix, StringComparison.Ordinal))
            .Take(1)
            .Select(account => new Visitor(account, person.DisplayName, person.Id.Value, true))),
    ];

    /// <summary>The visitor of a window; null when the provider said nothing that names one for good.</summary>
    /// <param name="asked">The persona that the window's address names.</param>
    /// <param name="user">Who signed in.</param>
    public Visitor? Of(string? asked, ClaimsPrincipal? user)
    {
        if (SignsIn) return SignedIn(user);
        if (Personas is { Count: > 0 } personas)
            return personas.FirstOrDefault(persona => string.Equals(persona.Key, asked, StringComparison.OrdinalIgnoreCase)) ?? personas[0];
        return VisitorOf(Local, Environment.UserName);
    }

    // An issuer is a URL and has no bar in it, so no two pairs make the same account.
    private Visitor? SignedIn(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true) return null;
        if (user.FindFirst("iss")?.Value is not { Length: > 0 } issuer || user.FindFirst("sub")?.Value is not { Length: > 0 } subject) return null;
        var account = new AccountId($"{Prefix}{issuer.TrimEnd('/')}|{subject}");
        return VisitorOf(account, user.FindFirst("name")?.Value ?? user.FindFirst("preferred_username")?.Value ?? subject);
    }

    private Visitor VisitorOf(AccountId account, string name) =>
        people.Find(account) is { } person ? new(account, person.DisplayName, null, true) : new(account, name, null, false);
}
