using System.Net.Http.Headers;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters;

/// <summary>The headers that make a request as another user. One group at most: see docs/decisions/0004-one-impersonated-group.md.
/// They are written into each request, because a handler that adds them is not asked by every path of the library.</summary>
internal static class Impersonation
{
    private const string User = "Impersonate-User";
    private const string Group = "Impersonate-Group";

    /// <summary>Whether this is one of the headers, whose values are UTF-8 on the wire, as Go reads them.</summary>
    public static bool IsHeader(string name) => name is User or Group;

    /// <summary>Why a person cannot act as this, or null. For configuration at start and for the writer.</summary>
    public static string? Problem(ActAs actAs) => actAs switch
    {
        { User: null, Groups.Count: > 0 } => "A group to act as needs a user beside it.",
        { Groups.Count: > 1 } => $"Only one group can be acted as, and {actAs.User} has {actAs.Groups.Count}: {string.Join(", ", actAs.Groups)}.",
        _ => null,
    };

    /// <summary>Writes the headers; false when a value cannot stand in a header.</summary>
    public static bool Write(ActAs actAs, HttpRequestHeaders headers)
    {
        if (Problem(actAs) is { } problem) throw new ArgumentException(problem, nameof(actAs));
        if (actAs.User is null) return true;
        return Add(headers, User, actAs.User) && actAs.Groups.All(group => Add(headers, Group, group));
    }

    private static bool Add(HttpRequestHeaders headers, string name, string value) =>
        value.Length > 0 && value == value.Trim() && !value.Any(char.IsControl) && headers.TryAddWithoutValidation(name, value);
}
