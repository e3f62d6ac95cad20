using System.Security.Claims;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Channels.Web.Visitors;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Web.Visitors;

public sealed class VisitorDeskTests
{
    [Fact]
    public void Without_sign_in_and_personas_nobody_can_choose_to_be_anybody()
    {
        var desk = Desk(new());
        Assert.Empty(desk.Personas);
        Assert.Equal(("web:local", false), (desk.Of("bob", null)!.Account.Value, desk.Of("bob", null)!.IsKnown));
    }

    [Fact]
    public void A_persona_is_one_of_the_people_with_an_account_of_the_page()
    {
        var desk = Desk(new() { Personas = true });
        Assert.Equal(["alice", "bob", "erin"], desk.Personas.Select(persona => persona.Key));
        Assert.Equal("web:bob", desk.Of("bob", null)!.Account.Value);
        Assert.Equal("web:alice", desk.Of("teams-only", null)!.Account.Value);
    }

    [Fact]
    public void With_a_provider_people_are_who_it_says()
    {
        var desk = Desk(new() { OpenIdConnect = new() { Authority = "https://idp.example", ClientId = "bot", ClientSecret = "s" } });
        Assert.Empty(desk.Personas);
        Assert.Null(desk.Of("alice", null));
        Assert.Null(desk.Of("alice", User()));
        Assert.Null(desk.Of("alice", User(("sub", "7"))));
        var visitor = desk.Of("alice", User(("iss", "https://idp.example/"), ("sub", "auth|7"), ("name", "Dora")))!;
        Assert.Equal(("web:https://idp.example|auth|7", "Dora", (string?)null), (visitor.Account.Value, visitor.Name, visitor.Key));
        Assert.False(visitor.IsKnown);
        var known = desk.Of(null, User(("iss", "https://idp.example"), ("sub", "1"), ("name", "Somebody Else")))!;
        Assert.Equal(("erin", true), (known.Name, known.IsKnown));
    }

    private static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));

    private static VisitorDesk Desk(WebOptions options) => new(new People(), Options.Create(options));

    private sealed class People : IPeople
    {
        public IReadOnlyList<Person> All { get; } =
        [
            Someone("alice", "cli:alice", "web:alice"), Someone("bob", "web:bob"), Someone("teams-only", "teams:t/o"), Someone("erin", "cli:erin", "web:https://idp.example|1"),
        ];

        public Person? Find(AccountId account) => All.FirstOrDefault(person => person.Accounts.Contains(account));

        public Person? Get(PersonId id) => All.FirstOrDefault(person => person.Id == id);

        private static Person Someone(string name, params string[] accounts) =>
            new(new(name), name, [.. accounts.Select(account => new AccountId(account))], new HashSet<Role> { Role.Reader }, null);
    }
}
