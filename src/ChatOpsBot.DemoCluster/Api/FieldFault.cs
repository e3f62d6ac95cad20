namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What is wrong with a field, in the API server's terms.</summary>
/// <param name="Field">Its path: <c>spec.replicas</c>.</param>
/// <param name="Reason">FieldValueRequired, FieldValueInvalid, FieldValueForbidden.</param>
/// <param name="Message">As the API server words it.</param>
internal sealed record FieldFault(string Field, string Reason, string Message)
{
    public static FieldFault Required(string field, string? detail = null) =>
        new(field, "FieldValueRequired", detail is null ? "Required value" : $"Required value: {detail}");

    /// <param name="field">Its path.</param>
    /// <param name="value">The value as JSON.</param>
    /// <param name="why">What a valid one looks like.</param>
    public static FieldFault Invalid(string field, string value, string why) =>
        new(field, "FieldValueInvalid", $"Invalid value: {value}: {why}");

    public static FieldFault Forbidden(string field, string why) => new(field, "FieldValueForbidden", $"Forbidden: {why}");
}
