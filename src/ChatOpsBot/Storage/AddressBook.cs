using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>How to reach conversations.</summary>
internal sealed class AddressBook(BotStore store) : IAddressBook
{
    /// <inheritdoc/>
    public async Task RememberAsync(
        ConversationAddress where, string reference, AccountId? personalOf, string? locale, CancellationToken cancellationToken)
    {
        // Every message comes by here and hardly any changes something: a read is far cheaper than a commit.
        var known = await KnownAsync(where, cancellationToken);
        if (known is not null && Same(known, reference, personalOf, locale)) return;
        await store.WriteAsync(
            context => context.ExecuteAsync(
                """
                INSERT INTO addresses ("Channel", "Conversation", "Reference", "PersonalOf", "Locale") VALUES (@0, @1, @2, @3, @4)
                ON CONFLICT ("Channel", "Conversation") DO UPDATE SET "Reference" = excluded."Reference",
                  "PersonalOf" = coalesce(excluded."PersonalOf", addresses."PersonalOf"), "Locale" = coalesce(excluded."Locale", addresses."Locale")
                """,
                [where.Channel, where.Conversation, reference, personalOf?.Value, locale],
                cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> FindAsync(ConversationAddress where, CancellationToken cancellationToken) => (await KnownAsync(where, cancellationToken))?.Reference;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConversationAddress>> PersonalAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. accounts.Select(account => account.Value)];
        return store.ReadAsync<IReadOnlyList<ConversationAddress>>(
            async context => await context.Addresses
                .Where(row => row.PersonalOf != null && wanted.Contains(row.PersonalOf))
                .OrderBy(row => row.Channel).ThenBy(row => row.Conversation)
                .Select(row => new ConversationAddress(row.Channel, row.Conversation)).ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(ConversationAddress where, CancellationToken cancellationToken) =>
        store.WriteAsync(context => ForgetAsync(context, where, cancellationToken), cancellationToken);

    /// <summary>Forgets within the caller's write transaction: the address, and the cards shown there, which nobody sees any more.</summary>
    public static async Task ForgetAsync(BotDbContext context, ConversationAddress where, CancellationToken cancellationToken)
    {
        await context.Addresses.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation)
            .ExecuteDeleteAsync(cancellationToken);
        await context.CardCopies.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static bool Same(AddressRow known, string reference, AccountId? personalOf, string? locale) =>
        known.Reference == reference
        && (personalOf is null || known.PersonalOf == personalOf.Value.Value) && (locale is null || known.Locale == locale);

    private async Task<AddressRow?> KnownAsync(ConversationAddress where, CancellationToken cancellationToken) => (await store.QueryAsync(
        """SELECT "Reference", "PersonalOf", "Locale" FROM addresses WHERE "Channel" = @0 AND "Conversation" = @1""",
        [where.Channel, where.Conversation],
        row => new AddressRow
        {
            Channel = where.Channel,
            Conversation = where.Conversation,
            Reference = row.GetString(0),
            PersonalOf = row.TextOrNull(1),
            Locale = row.TextOrNull(2),
        },
        cancellationToken)).FirstOrDefault();
}
