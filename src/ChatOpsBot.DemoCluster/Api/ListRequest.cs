using System.Globalization;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The query of a list.</summary>
internal sealed record ListRequest(LabelSelector Labels, FieldSelector Fields, int Limit, ContinueToken? After)
{
    public bool HasSelector => !Labels.IsEmpty || !Fields.IsEmpty;

    public bool Matches(StoredObject item) => Labels.Matches(item) && Fields.Matches(item);

    public static ListRequest? Parse(IQueryCollection query, ResourceType type, out Answer? refusal)
    {
        refusal = null;
        if (LabelSelector.Parse(query["labelSelector"].ToString(), out var labelError) is not { } labels)
            refusal = Refusal.BadRequest(labelError!);
        else if (FieldSelector.Parse(query["fieldSelector"].ToString(), type, out var fieldError) is not { } fields)
            refusal = Refusal.BadRequest(fieldError!);
        else if (!QueryNumbers.TryRead(query, "limit", out var limit, out var numberError))
            refusal = Refusal.BadRequest(numberError!);
        else if (query["resourceVersion"].ToString() is { Length: > 0 } version && !ulong.TryParse(version, NumberStyles.None, null, out _))
            refusal = Refusal.BadRequest($"invalid resource version: resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax");
        else if (query["continue"].ToString() is not { Length: > 0 } token)
            return new ListRequest(labels, fields, (int)Math.Min(limit ?? 0, int.MaxValue), null);
        else if (ContinueToken.Decode(token) is not { } after)
            refusal = Refusal.BadRequest("invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value");
        else
            return new ListRequest(labels, fields, (int)Math.Min(limit ?? 0, int.MaxValue), after);
        return null;
    }
}
