using System.Globalization;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>One part of a label selector.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    public bool Matches(string? value) => Operator switch
    {
        LabelOperator.Exists => value is not null,
        LabelOperator.DoesNotExist => value is null,
        LabelOperator.In => value is not null && Values.Contains(value),
        LabelOperator.NotIn => value is null || !Values.Contains(value),
        LabelOperator.GreaterThan => long.TryParse(value, out var more) && more > Bound,
        _ => long.TryParse(value, out var less) && less < Bound,
    };

    private long Bound => long.Parse(Values[0], CultureInfo.InvariantCulture);
}

internal enum LabelOperator
{
    Exists,
    DoesNotExist,
    In,
    NotIn,
    GreaterThan,
    LessThan,
}
