using System.Security.Cryptography;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>What became of an offer that was accepted or declined.</summary>
internal abstract record Taking
{
    private Taking() { }

    /// <summary>The file, for whoever asked first.</summary>
    public sealed record Taken(ReplyFile File) : Taking;

    /// <summary>It was taken before: a second click, or the same one sent again.</summary>
    public sealed record Before : Taking;

    /// <summary>There is no such offer in that conversation, or no longer.</summary>
    public sealed record Unknown : Taking;
}

/// <summary>The files that people were asked to accept, in memory: the consent that comes back says which one is meant. A bot that was
/// started anew has none, and says so.</summary>
internal sealed class OfferedFiles(TimeProvider time)
{
    /// <summary>How long an offer stands.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // UTF-16 units; a log of the default length has some 10,000.
    private const int Most = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Offer> _offers = new(StringComparer.Ordinal);

    /// <summary>Keeps a file; its id is in the consent card.</summary>
    public string Keep(ConversationAddress where, ReplyFile file)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        lock (_lock)
        {
            Forget();
            _offers[id] = new(where, file, time.GetUtcNow(), Taken: false);
        }
        return id;
    }

    /// <summary>Takes a file, once, for the conversation that it was offered in.</summary>
    public Taking Take(string id, ConversationAddress where)
    {
        lock (_lock)
        {
            Forget();
            if (!_offers.TryGetValue(id, out var offer) || offer.Where != where) return new Taking.Unknown();
            if (offer.Taken) return new Taking.Before();
            _offers[id] = offer with { Taken = true };
            return new Taking.Taken(offer.File);
        }
    }

    /// <summary>Offers a file again that could not be put where it belongs.</summary>
    public void Return(string id)
    {
        lock (_lock)
        {
            if (_offers.TryGetValue(id, out var offer)) _offers[id] = offer with { Taken = false };
        }
    }

    /// <summary>It is there, or nobody wants it: only that it was taken is remembered.</summary>
    public void Settle(string id)
    {
        lock (_lock)
        {
            if (_offers.TryGetValue(id, out var offer)) _offers[id] = offer with { File = offer.File with { Content = "" } };
        }
    }

    private void Forget()
    {
        var (now, size) = (time.GetUtcNow(), 0);
        foreach (var (id, offer) in _offers.OrderByDescending(pair => pair.Value.At).ToList())
        {
            size += offer.File.Content.Length;
            if (now - offer.At >= Kept || size > Most) _offers.Remove(id);
        }
    }

    private sealed record Offer(ConversationAddress Where, ReplyFile File, DateTimeOffset At, bool Taken);
}
