using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Tests.Audit;

namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>Requests in memory, with compare-and-swap, every version that was ever stored, and a place to stop between two steps.</summary>
internal sealed class MemoryRequestStore(TimeProvider time) : IRequestStore
{
    private readonly Lock _lock = new();
    private readonly List<ActionRequest> _current = [];
    private readonly HashSet<ActionRequest> _told = [];

    public MemoryAuditLog Audit { get; } = new(time: time);

    /// <summary>Every stored version, in the order of their commits.</summary>
    public List<ActionRequest> History { get; } = [];

    /// <summary>Awaited before each read and each write.</summary>
    public Func<Task> Turn { get; set; } = () => Task.CompletedTask;

    /// <summary>When it gives an exception, the write fails with it and nothing is stored.</summary>
    public Func<ActionRequest, Exception?> WriteFault { get; set; } = _ => null;

    public async Task<ActionRequest> AddAsync(ActionRequest request, Func<ActionRequest, AuditDraft> audit, CancellationToken cancellationToken)
    {
        await Turn();
        lock (_lock)
        {
            if (WriteFault(request) is { } fault) throw fault;
            var added = request with { Id = new(_current.Count + 1) };
            Audit.Append(audit(added));
            _current.Add(added);
            History.Add(added);
            return added;
        }
    }

    public async Task<ActionRequest?> FindAsync(RequestId id, CancellationToken cancellationToken)
    {
        await Turn();
        lock (_lock) return _current.Find(request => request.Id == id);
    }

    public async Task<IReadOnlyList<ActionRequest>> ListAsync(IReadOnlyCollection<RequestState> states, CancellationToken cancellationToken)
    {
        await Turn();
        lock (_lock) return [.. _current.Where(request => states.Contains(request.State))];
    }

    public async Task<IReadOnlyList<ActionRequest>> LatestAsync(int limit, CancellationToken cancellationToken)
    {
        await Turn();
        lock (_lock) return [.. _current.AsEnumerable().Reverse().Take(limit)];
    }

    public async Task<bool> TryReplaceAsync(ActionRequest next, AuditDraft audit, CancellationToken cancellationToken)
    {
        await Turn();
        lock (_lock)
        {
            if (WriteFault(next) is { } fault) throw fault;
            var index = _current.FindIndex(request => request.Id == next.Id);
            if (_current[index].Version != next.Version - 1) return false;
            Audit.Append(audit);
            _current[index] = next;
            History.Add(next);
            return true;
        }
    }

    public Task<IReadOnlyList<ActionRequest>> UntoldAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<ActionRequest>>([.. _current.Where(request => !_told.Contains(request))]);
    }

    public Task ToldAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        lock (_lock) _told.Add(request);
        return Task.CompletedTask;
    }
}
