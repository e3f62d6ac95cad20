using System.Collections.Concurrent;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Host.Registries;

/// <summary>Answers that are still fresh: a walk looks at every step, a sweep at many pods, and registries count who asks.</summary>
internal sealed class RecentAnswers<TKey>(TimeSpan fresh, TimeProvider time) where TKey : notnull
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<TKey, (RegistryAnswer Answer, long At)> _answers = new();

    /// <summary>The answer, unless it is too old.</summary>
    public RegistryAnswer? Find(TKey key) => _answers.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.At) < fresh ? kept.Answer : null;

    /// <summary>Keeps an answer from now on.</summary>
    public void Keep(TKey key, RegistryAnswer answer)
    {
        if (_answers.Count >= Most) _answers.Clear();
        _answers[key] = (answer, time.GetTimestamp());
    }
}
