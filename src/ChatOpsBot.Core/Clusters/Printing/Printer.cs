using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>How kubectl prints a list of a kind: columns, the wide ones last, and an object's cells for all of them.</summary>
/// <param name="Columns">The columns of `kubectl get`.</param>
/// <param name="WideColumns">The further ones of `-o wide`.</param>
/// <param name="Cells">The cells of an object, at a moment; true: for wide output, where some cells are not cut.</param>
internal sealed record Printer<T>(
    IReadOnlyList<string> Columns, IReadOnlyList<string> WideColumns, Func<T, DateTimeOffset, bool, IReadOnlyList<string>> Cells) where T : IClusterObject;
