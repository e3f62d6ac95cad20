using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation;

/// <summary>What somebody orders.</summary>
/// <param name="Cluster">Where.</param>
/// <param name="Namespace">Null for cluster-scoped objects.</param>
/// <param name="Name">Of which object.</param>
/// <param name="Options">The action's own options: force=true, grace=10.</param>
internal sealed record ActionOrder(ClusterName Cluster, string? Namespace, string Name, IReadOnlyDictionary<string, string> Options);

/// <summary>Something less dangerous that may do.</summary>
/// <param name="Text">What.</param>
/// <param name="Command">The bot's command for it; null when it is done elsewhere.</param>
/// <param name="Label">What stands on the command's button; null: the text.</param>
internal sealed record SaferWay(Text Text, string? Command = null, Text? Label = null);

/// <summary>A name with a value, for the preview.</summary>
internal sealed record Particular(Text Name, Text Value);

/// <summary>An action made ready: what would happen, to which object, why that is dangerous. It is what approvers see and what
/// is executed; it is stored as the request's subject.</summary>
/// <param name="Action">The action's code.</param>
/// <param name="Order">What was ordered.</param>
/// <param name="Target">The object as records name it: shop/pod/db-0.</param>
/// <param name="Uid">The object, and no successor of the same name.</param>
/// <param name="ActAs">The cluster user that it is made as.</param>
/// <param name="Title">One line.</param>
/// <param name="Changes">What will change.</param>
/// <param name="Confirm">What the approver vouches for because the cluster cannot know it; null: nothing.</param>
/// <param name="Tier">How dangerous.</param>
/// <param name="Reasons">Why that tier.</param>
/// <param name="SaferWays">What to do rather.</param>
/// <param name="RollBack">How to undo it.</param>
/// <param name="Particulars">Facts for those who look closer.</param>
/// <param name="Gaps">What could not be read, so that the judgement does not rest on it.</param>
/// <param name="Premises">The facts that the approval rests on, by name: another value at execution makes it stale.</param>
/// <param name="DryRun">What the server's dry-run answered, without what differs each time.</param>
internal sealed record ActionPlan(
    string Action, ActionOrder Order, string Target, ObjectUid Uid, ActAs ActAs,
    Text Title, IReadOnlyList<Text> Changes, Text? Confirm, RiskTier Tier, IReadOnlyList<Text> Reasons, IReadOnlyList<SaferWay> SaferWays, Text RollBack,
    IReadOnlyList<Particular> Particulars, IReadOnlyList<Text> Gaps, IReadOnlyDictionary<string, string> Premises, string DryRun)
{
    /// <summary>The stored form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PlanJson.Default.ActionPlan);

    /// <summary>The plan of a request.</summary>
    /// <exception cref="JsonException">The subject is none of ours.</exception>
    public static ActionPlan Of(ActionRequest request) =>
        JsonSerializer.Deserialize(request.Subject, PlanJson.Default.ActionPlan) ?? throw new JsonException("A request's subject is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ActionPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
