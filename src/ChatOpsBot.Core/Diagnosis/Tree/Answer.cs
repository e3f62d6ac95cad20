using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>What the cluster says to a question.</summary>
/// <param name="Yes">Null: the cluster cannot know it, or could not be read; then a person is asked.</param>
/// <param name="Because">The fields and events that it rests on, or that a person may go by.</param>
/// <param name="Kubectl">The command with which a person sees the same.</param>
/// <param name="Log">The lines of a log that belong to the question.</param>
internal sealed record Answer(bool? Yes, IReadOnlyList<Text> Because, string Kubectl, string? Log = null)
{
    /// <summary>An answer with its evidence.</summary>
    public static Answer Of(bool? yes, string kubectl, params IReadOnlyList<Text> because) => new(yes, because, kubectl);
}
