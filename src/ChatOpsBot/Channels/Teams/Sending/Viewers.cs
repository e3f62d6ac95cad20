using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Teams.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Sending;

/// <summary>For whom a card that lives is refreshed: in a personal chat its person; in a room the people of the configuration, the
/// approvers first, as far as their personal chats have told how Teams calls them. Everybody else sees the card as it was sent.</summary>
internal sealed class Viewers(IPeople people, IAddressBook addresses)
{
    private const string Accounts = $"{TeamsReference.ChannelName}:";

    /// <summary>The refresh of a reply's card; null for a card that is the same for everybody, and when nobody is known.</summary>
    public async Task<CardRefresh?> OfAsync(TeamsReference where, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Card is not { } card || TeamsReference.IsOwn(card) || !reply.Parts.Any(part => part is Buttons)) return null;
        var users = where.User is { } own ? [own] : await InRoomAsync(cancellationToken);
        return users.Count > 0 ? new CardRefresh(card, users) : null;
    }

    private async Task<IReadOnlyList<string>> InRoomAsync(CancellationToken cancellationToken)
    {
        var users = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in people.All.GroupBy(person => person.Is(Role.Approver)).OrderByDescending(group => group.Key))
        {
            List<AccountId> accounts = [.. group.SelectMany(person => person.Accounts).Where(account => account.Value.StartsWith(Accounts, StringComparison.Ordinal))];
            foreach (var where in await addresses.PersonalAsync(accounts, cancellationToken))
            {
                if (users.Count == CardRefresh.MostUsers) return [.. users];
                if (await addresses.FindAsync(where, cancellationToken) is { } json && TeamsReference.Read(json)?.User is { } user) users.Add(user);
            }
        }
        return [.. users];
    }
}
