using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Finds the Service that a line of a log speaks of: "dial tcp db.shop.svc:5432: connection refused".</summary>
internal static partial class LoggedService
{
    /// <summary>The names of the Service and of its namespace, which is the pod's own unless the line says another.</summary>
    /// <returns>Namespace and name; certain where the line says .svc, while "db:5432" may be another host, or no host at all.</returns>
    /// <param name="line">The line that says why.</param>
    /// <param name="ns">The pod's namespace.</param>
    public static (string Namespace, string Name, bool IsCertain)? In(string? line, string ns)
    {
        if (line is null || Host().Match(line) is not { Success: true } host) return null;
        var said = host.Groups["ns"];
        return (said.Success ? said.Value : ns, host.Groups["name"].Value, said.Success);
    }

    // https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
    [GeneratedRegex(@"(?<![\w.-])(?<name>[a-z]([-a-z0-9]{0,61}[a-z0-9])?)(\.(?<ns>[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)\.svc(\.cluster\.local)?\b|:[0-9]{2,5}\b)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();
}
