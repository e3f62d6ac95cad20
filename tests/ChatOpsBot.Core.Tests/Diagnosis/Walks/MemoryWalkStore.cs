using ChatOpsBot.Core.Diagnosis.Walks;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

/// <summary>Walks in memory, with the same promises as the database.</summary>
internal sealed class MemoryWalkStore : IWalkStore
{
    private readonly Dictionary<WalkId, Walk> _walks = [];

    /// <summary>Runs before a replacement, once: what somebody else does at the same moment.</summary>
    public Func<Task>? BeforeReplace { get; set; }

    public Task<Walk> AddAsync(Walk walk, CancellationToken cancellationToken)
    {
        var added = walk with { Id = new WalkId(_walks.Count + 1) };
        _walks.Add(added.Id, added);
        return Task.FromResult(added);
    }

    public Task<Walk?> FindAsync(WalkId id, CancellationToken cancellationToken) => Task.FromResult(_walks.GetValueOrDefault(id));

    public Task<IReadOnlyList<Walk>> OpenAsync(string? origin, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Walk>>([.. _walks.Values.Where(walk => !walk.Ended && (origin is null || walk.Origin == origin)).OrderByDescending(walk => walk.Id.Value)]);

    public async Task<bool> TryReplaceAsync(Walk next, CancellationToken cancellationToken)
    {
        if (BeforeReplace is { } before)
        {
            BeforeReplace = null;
            await before();
        }
        if (_walks[next.Id].Version != next.Version - 1) return false;
        _walks[next.Id] = next;
        return true;
    }
}
