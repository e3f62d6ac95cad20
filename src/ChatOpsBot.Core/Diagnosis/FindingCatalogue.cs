using ChatOpsBot.Core.Diagnosis.Reviews;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>One entry of the catalogue.</summary>
/// <param name="Code">CHB101.</param>
/// <param name="Severity">How bad.</param>
public sealed record CatalogueEntry(string Code, Severity Severity)
{
    /// <summary>The cause as a heading.</summary>
    public Text Name => Text.Of($"diagnosis.{Code.ToLowerInvariant()}.name");
}

/// <summary>Every code that a diagnosis or a review of a definition can give. CHB0 no cause · 1 not placed on a node · 2 never created, claims · 3 volumes and
/// network of a starting pod · 4 images · 5 start and crash · 6 not ready · 7 ended and leaving · 8 Services and Ingresses · 9 nodes, 95 definitions.</summary>
public static class FindingCatalogue
{
    private static readonly IReadOnlyList<ISignature> Rules = [.. typeof(ISignature).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ISignature)))
        .Select(type => (ISignature)Activator.CreateInstance(type)!)
        .OrderBy(rule => rule.Code, StringComparer.Ordinal)];

    internal static readonly IReadOnlyList<ISignature> Signatures = [.. Rules.Where(rule => rule is not IReview)];

    /// <summary>What is said of definitions alone.</summary>
    internal static readonly IReadOnlyList<IReview> Reviews = [.. Rules.OfType<IReview>()];

    /// <summary>Nothing is wrong.</summary>
    public const string Healthy = "CHB000";

    /// <summary>Something is wrong and no rule knows why.</summary>
    public const string Unexplained = "CHB001";

    /// <summary>It is on its way and nothing is wrong so far.</summary>
    public const string Starting = "CHB002";

    /// <summary>Every code in order.</summary>
    public static readonly IReadOnlyList<CatalogueEntry> All =
    [
        new(Healthy, Severity.Note),
        new(Unexplained, Severity.Warning),
        new(Starting, Severity.Note),
        .. Rules.Select(rule => new CatalogueEntry(rule.Code, rule.Severity)),
    ];
}
