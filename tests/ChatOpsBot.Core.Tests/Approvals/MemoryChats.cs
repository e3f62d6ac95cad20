using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>Conversations in memory: which card stands where, and in which state.</summary>
internal sealed class MemoryChats : IOutbox, ICards, IAddressBook
{
    private readonly Dictionary<AccountId, ConversationAddress> _personal = [];

    /// <summary>The newest state of each card.</summary>
    public Dictionary<CardKey, Reply> Cards { get; } = [];

    /// <summary>Where each card has a copy.</summary>
    public Dictionary<CardKey, HashSet<ConversationAddress>> Copies { get; } = [];

    /// <summary>Runs before a card is published.</summary>
    public Func<Reply, Task> Publishing { get; set; } = _ => Task.CompletedTask;

    public MemoryChats Personal(string account)
    {
        _personal[new(account)] = new("test", $"personal {account}");
        return this;
    }

    public async Task PublishAsync(Reply card, IReadOnlyCollection<ConversationAddress> alsoTo, CancellationToken cancellationToken)
    {
        await Publishing(card);
        if (!Cards.TryGetValue(card.Card!.Value, out var shown) || shown.Revision <= card.Revision) Cards[card.Card.Value] = card;
        if (!Copies.TryGetValue(card.Card.Value, out var copies)) Copies[card.Card.Value] = copies = [];
        copies.UnionWith(alsoTo);
    }

    public Task<Reply?> FindAsync(CardKey card, CancellationToken cancellationToken) => Task.FromResult(Cards.GetValueOrDefault(card));

    public Task<IReadOnlyList<ConversationAddress>> PersonalAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConversationAddress>>([.. accounts.Where(_personal.ContainsKey).Select(account => _personal[account])]);

    public Task RememberAsync(ConversationAddress where, string reference, AccountId? personalOf, string? locale, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> FindAsync(ConversationAddress where, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task ForgetAsync(ConversationAddress where, CancellationToken cancellationToken) => Task.CompletedTask;
}
