using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The query of a create, update or patch.</summary>
/// <param name="DryRun">Whether to answer and change nothing.</param>
/// <param name="Validation">What becomes of fields that the kind does not have: Ignore, Warn or Strict.</param>
internal sealed record WriteOptions(bool DryRun, string Validation)
{
    public static WriteOptions? Parse(IQueryCollection query, string verb, out Answer? refusal)
    {
        refusal = null;
        string[] dryRun = [.. query["dryRun"].OfType<string>()];
        var validation = query["fieldValidation"].ToString();
        if (dryRun.Any(d => d != "All"))
            refusal = Invalid("dryRun", $"[\"{string.Join("\",\"", dryRun)}\"]: supported values: \"All\"");
        else if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
            refusal = Invalid("fieldValidation", $"\"{validation}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"");
        return refusal is null ? new WriteOptions(dryRun.Length > 0, validation.Length > 0 ? validation : "Warn") : null;

        Answer Invalid(string field, string message) => Refusal.Invalid(
            "meta.k8s.io", $"{char.ToUpperInvariant(verb[0])}{verb[1..]}Options", "", field, "FieldValueNotSupported", $"Unsupported value: {message}");
    }
}
