namespace ChatOpsBot.Core.Glossary;

/// <summary>A word of Kubernetes that a person meets: a status, a reason, a concept. Its texts are `glossary.ID.what` and
/// `glossary.ID.next`.</summary>
/// <param name="Id">The key of its texts.</param>
/// <param name="Spellings">How people and Kubernetes write it, the usual one first; letter case, dashes and spaces do not matter.</param>
/// <param name="Codes">The findings that tell its causes apart.</param>
/// <param name="Sign">How a cluster shows it; null: nothing in a cluster shows it by itself.</param>
internal sealed record Word(string Id, IReadOnlyList<string> Spellings, IReadOnlyList<string> Codes, Sign? Sign = null)
{
    /// <summary>The usual spelling.</summary>
    public string Name => Spellings[0];

    /// <summary>Whether Kubernetes calls something so.</summary>
    public bool IsCalled(string state) => Spellings.Contains(state, StringComparer.Ordinal);
}
