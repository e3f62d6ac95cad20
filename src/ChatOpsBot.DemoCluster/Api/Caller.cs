using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Who asks, and as whom.</summary>
internal sealed record Caller(string User, string? ImpersonatedUser, IReadOnlyList<string> ImpersonatedGroups)
{
    public const string Administrator = "demo-admin";

    public string EffectiveUser => ImpersonatedUser ?? User;

    public IReadOnlyList<string> EffectiveGroups => ImpersonatedUser is null
        ? ["system:masters", "system:authenticated"]
        : [.. ImpersonatedGroups, "system:authenticated"];

    public static Caller? From(IHeaderDictionary headers)
    {
        var user = headers["Impersonate-User"].ToString();
        // A group is one header line, whatever commas are in it: that is how Kubernetes reads it.
        string[] groups = [.. headers["Impersonate-Group"].OfType<string>()];
        if (user.Length == 0) return groups.Length == 0 ? new Caller(Administrator, null, []) : null;
        return new Caller(Administrator, user, groups);
    }
}
