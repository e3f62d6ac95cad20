using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>field = value, or its opposite.</summary>
internal sealed record FieldRequirement(string Field, string Value, bool Negated)
{
    public bool Matches(StoredObject item) => SelectableFields.Value(item, Field) == Value != Negated;
}
