using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`top [pods|nodes|X]`: use of processor and memory in kubectl's columns, the greatest first.</summary>
internal sealed class Top : TargetCommand
{
    private readonly TargetResolver _targets;
    private readonly Option<bool> _all = CommandSyntax.AllNamespaces();

    public Top(TargetResolver targets) : base("top", required: false)
    {
        _targets = targets;
        Syntax.Options.Add(_all);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var words = Target(parsed);
        if (words is null || ResourceKinds.Pod.Equals(ResourceKinds.Find(words))) return await PodsAsync(parsed, asking, cancellationToken);
        if (ResourceKinds.Node.Equals(ResourceKinds.Find(words))) return await NodesAsync(asking, null, cancellationToken);
        var target = TargetWords.Read(words);
        return ResourceKinds.Node.Equals(target.Kind)
            ? await NodesAsync(asking, target.Name, cancellationToken)
            : await PodAsync(words, parsed, asking, cancellationToken);
    }

    private async Task<Reply> PodsAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var scope = parsed.Scope(asking, NamespaceOption, _all);
        if (!(await asking.Cluster.ListAsync<PodMetrics>(new ListScope(scope), cancellationToken)).Has(out var metrics, out var failure)) return FailureReplies.From(failure);
        if (metrics.Count == 0 && Namespace(parsed) is { } said
            && await TargetResolver.MissingNamespaceAsync(asking, said, ns => $"top pods -n {ns}", cancellationToken) is { } missing) return missing;
        var rows = metrics.Select(pod => (pod, cpu: Sum(pod, "cpu"), memory: Sum(pod, "memory"))).OrderByDescending(row => row.memory).ThenByDescending(row => row.cpu)
            .Select(row => (string[])[.. scope is null ? [row.pod.Metadata.Namespace ?? ""] : Array.Empty<string>(), row.pod.Metadata.Name, Cpu(row.cpu), Memory(row.memory)]);
        return new Reply
        {
            Title = scope is null ? Text.Of("commands.top.pods", metrics.Count) : Text.Of("commands.top.pods-in", metrics.Count, scope),
            Outcome = metrics.Count == 0 ? Outcome.NothingFound : Outcome.Answered,
            Parts = metrics.Count == 0 ? [new Paragraph(Text.Of("commands.top.none"))]
                : [new Table([.. scope is null ? ["NAMESPACE"] : Array.Empty<string>(), "NAME", "CPU(cores)", "MEMORY(bytes)"], [.. rows])],
        };
    }

    private async Task<Reply> PodAsync(string words, ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await _targets.ResolveAsync<Pod>(asking, words, Namespace(parsed), pod => $"top pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}", cancellationToken);
        if (resolved is not Resolution<Pod>.Found(var pod, _, var assumption)) return ((Resolution<Pod>.Other)resolved).Reply;
        var result = await asking.Cluster.GetAsync<PodMetrics>(pod.Metadata.Namespace, pod.Metadata.Name, cancellationToken);
        if (result.Failure is ClusterFailure.NotFound) return Reply.NothingFound(Text.Of("commands.top.none-of", pod.Metadata.Name), new Paragraph(Text.Of("commands.top.none")));
        if (!result.Has(out var metrics, out var failure)) return FailureReplies.From(failure);
        string Amount(string container, string resource, Func<Container, IReadOnlyDictionary<string, string>> of) =>
            pod.Spec.InitContainers.Concat(pod.Spec.Containers).FirstOrDefault(item => item.Name == container) is { } found ? of(found).GetValueOrDefault(resource, "-") : "-";
        return new Reply
        {
            Title = Text.Of("commands.top.pod", pod.Metadata.Name, Cpu(Sum(metrics, "cpu")), Memory(Sum(metrics, "memory"))),
            Parts =
            [
                .. assumption is null ? [] : new ReplyPart[] { new Paragraph(assumption) },
                new Table(["CONTAINER", "CPU(cores)", "CPU REQUEST", "CPU LIMIT", "MEMORY(bytes)", "MEMORY REQUEST", "MEMORY LIMIT"], [.. metrics.Containers.Select(container => (string[])
                [
                    container.Name, Cpu(Quantity.Of(container.Usage, "cpu").Value), Amount(container.Name, "cpu", item => item.Resources.Requests), Amount(container.Name, "cpu", item => item.Resources.Limits),
                    Memory(Quantity.Of(container.Usage, "memory").Value), Amount(container.Name, "memory", item => item.Resources.Requests), Amount(container.Name, "memory", item => item.Resources.Limits),
                ])]),
                ObjectButtons.Of(pod),
            ],
        };
    }

    private static async Task<Reply> NodesAsync(Asking asking, string? name, CancellationToken cancellationToken)
    {
        var metrics = asking.Cluster.ListAsync<NodeMetrics>(ListScope.All, cancellationToken);
        if (!(await asking.Cluster.ListAsync<Node>(ListScope.All, cancellationToken)).Has(out var nodes, out var failure)) return FailureReplies.From(failure);
        if (!(await metrics).Has(out var used, out failure)) return FailureReplies.From(failure);
        var shown = nodes.Where(node => name is null || node.Metadata.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (shown.Count == 0) return FailureReplies.From(new ClusterFailure.NotFound(ResourceKinds.Node, null, name!), nodes.Select(node => node.Metadata.Name), near => $"top node {near}");
        return new Reply
        {
            Title = Text.Of("commands.top.nodes", shown.Count),
            Parts = [new Table(["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"], [.. shown.Select(node => Row(node, used.FirstOrDefault(item => item.Metadata.Name == node.Metadata.Name)))])],
        };
    }

    // As kubectl top: a node without metrics has <unknown> in every column.
    private static string[] Row(Node node, NodeMetrics? used)
    {
        if (used is null) return [node.Metadata.Name, "<unknown>", "<unknown>", "<unknown>", "<unknown>"];
        var (cpu, memory) = (Quantity.Of(used.Usage, "cpu").Value, Quantity.Of(used.Usage, "memory").Value);
        return [node.Metadata.Name, Cpu(cpu), Share(Math.Ceiling(cpu * 1000), Quantity.Of(node.Status.Allocatable, "cpu").Value * 1000), Memory(memory), Share(memory, Quantity.Of(node.Status.Allocatable, "memory").Value)];
    }

    private static decimal Sum(PodMetrics pod, string resource) => pod.Containers.Sum(container => Quantity.Of(container.Usage, resource).Value);

    private static string Cpu(decimal cores) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(cores * 1000):0}m");

    private static string Memory(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(bytes / (1024 * 1024)):0}Mi");

    private static string Share(decimal used, decimal of) => of == 0 ? "<unknown>" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(used / of * 100):0}%");
}
