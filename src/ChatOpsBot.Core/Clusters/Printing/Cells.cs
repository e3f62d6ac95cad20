using System.Globalization;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>Cells that kubectl prints for several kinds: pkg/printers/internalversion/printers.go of Kubernetes 1.34.</summary>
internal static class Cells
{
    public const string None = "<none>";
    public const string Unknown = "<unknown>";
    public const string Unset = "<unset>";
    private const int LoadBalancerWidth = 16;

    public static string Number(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);

    public static string Since(DateTimeOffset? then, DateTimeOffset now) => then is { } moment ? Age.Of(now - moment) : Unknown;

    public static string Or(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;

    public static string Labels(IReadOnlyDictionary<string, string> labels) => labels.Count == 0
        ? None : string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    public static string Names(PodTemplate template) => string.Join(',', template.Spec.Containers.Select(container => container.Name));

    public static string Images(PodTemplate template) => string.Join(',', template.Spec.Containers.Select(container => container.Image));

    public static string Selector(LabelSelector selector)
    {
        var clauses = selector.MatchLabels.Select(label => (label.Key, Text: $"{label.Key}={label.Value}"))
            .Concat(selector.MatchExpressions.Select(rule => (rule.Key, Text: rule.Operator switch
            {
                "In" => $"{rule.Key} in ({string.Join(',', rule.Values.Order(StringComparer.Ordinal))})",
                "NotIn" => $"{rule.Key} notin ({string.Join(',', rule.Values.Order(StringComparer.Ordinal))})",
                "Exists" => rule.Key,
                _ => $"!{rule.Key}",
            }))).OrderBy(clause => clause.Key, StringComparer.Ordinal).Select(clause => clause.Text).ToList();
        return clauses.Count == 0 ? None : string.Join(',', clauses);
    }

    public static string LoadBalancer(LoadBalancerStatus status, bool wide)
    {
        var addresses = string.Join(',', status.Ingress.Select(ingress => Or(ingress.Ip, ingress.Hostname ?? ""))
            .Where(address => address.Length > 0).Distinct().Order(StringComparer.Ordinal));
        return wide || addresses.Length <= LoadBalancerWidth ? addresses : addresses[..(LoadBalancerWidth - 3)] + "...";
    }
}
