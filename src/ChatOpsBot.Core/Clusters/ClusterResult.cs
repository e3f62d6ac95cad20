using System.Diagnostics.CodeAnalysis;

namespace ChatOpsBot.Core.Clusters;

/// <summary>What a call to a cluster gave: a value, or the reason why there is none.</summary>
public readonly record struct ClusterResult<T> where T : notnull
{
    private readonly T? _value;

    private ClusterResult(T? value, ClusterFailure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Why there is no value; null when there is one.</summary>
    public ClusterFailure? Failure { get; }

    /// <summary>The value; throws when there is none, so look at <see cref="Failure"/> or use <see cref="Has"/> first.</summary>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"No value: {Failure}");

    /// <summary>True with the value, or false with the failure.</summary>
    public bool Has([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ClusterFailure? failure)
    {
        value = _value;
        failure = Failure;
        return failure is null;
    }

    /// <summary>The value carried over, or the same failure.</summary>
    public ClusterResult<TOther> Select<TOther>(Func<T, TOther> map) where TOther : notnull =>
        Failure is null ? map(_value!) : Failure;

    public static implicit operator ClusterResult<T>(T value) => new(value, null);
    public static implicit operator ClusterResult<T>(ClusterFailure failure) => new(default, failure);
}
