using System.CommandLine;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`describe X`: what it is, its conditions, its spec and status, its events.</summary>
internal sealed class Describe(ObjectResolver objects) : TargetCommand("describe", required: true, "desc")
{
    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await objects.ResolveAsync(asking, Target(parsed)!, Namespace(parsed), item => $"describe {item.Kind.Singular} {item.Name}{In(item.Namespace)}", cancellationToken);
        if (resolved is not Resolution<IClusterObject>.Found(var thing, _, var assumption)) return ((Resolution<IClusterObject>.Other)resolved).Reply;
        var reference = new ResourceRef(ResourceKinds.Of(thing), thing.Metadata.Namespace, thing.Metadata.Name);
        var events = ShowEvents.ReadAsync(asking, thing, cancellationToken);
        if (!(await asking.Cluster.GetRawAsync(reference, cancellationToken)).Has(out var raw, out var failure)) return FailureReplies.From(failure);
        var json = Redactor.Object(JsonObject.Create(raw)!);
        var whole = Neutral.Of(Yaml.Write(json));
        var pod = thing as Pod;
        IEnumerable<ReplyPart> body = pod is null
            ? [Metadata(thing, asking), .. Conditions(json, asking), .. Sections(json)]
            : [PodAnatomy.Summary(pod, await ShowPod.OwnersAsync(asking.Cluster, pod, cancellationToken), asking.Now), .. PodAnatomy.Static(pod),
                .. Conditions(json, asking), .. PodAnatomy.Containers(pod, asking.Now), .. PodAnatomy.Shared(pod), .. Placement(pod)];
        return new Reply
        {
            Title = pod is null ? Text.Of("commands.describe.title", reference.Kind.Kind, reference.Name) : PodAnatomy.Title(pod),
            Tone = pod is null ? Tone.Plain : PodAnatomy.Tone(pod, asking.Now),
            Pod = pod is null ? null : Exhibits.Name(asking.Cluster, pod),
            Parts =
            [
                .. assumption is null ? [] : new ReplyPart[] { new Paragraph(assumption) },
                .. body,
                .. Events(await events, asking),
                new Attachment($"{reference.Name}.yaml", "application/yaml", whole),
                pod is null ? ObjectButtons.Of(reference, "describe") : ObjectButtons.Of(pod),
            ],
        };
    }

    private static Replies.Facts Metadata(IClusterObject thing, Asking asking)
    {
        var facts = new List<Fact>();
        if (thing.Metadata.Namespace is { } ns) facts.Add(new(Text.Of("commands.pod.namespace"), ns));
        facts.Add(new("AGE", Clusters.Printing.PrintedPod.Since(thing.Metadata.CreationTimestamp, asking.Now)));
        if (thing.Metadata.Labels.Count > 0) facts.Add(new(Text.Of("commands.describe.labels"), Text.List(thing.Metadata.Labels.Select(label => Neutral.Line($"{label.Key}={label.Value}")))));
        if (thing.Metadata.OwnerReferences.Count > 0) facts.Add(new(Text.Of("commands.pod.owner"), Text.List(thing.Metadata.OwnerReferences.Select(owner => $"{owner.Kind} {owner.Name}"))));
        if (thing.Metadata.DeletionTimestamp is { } deletion) facts.Add(new(Text.Of("commands.pod.deletion"), deletion));
        if (thing.Metadata.Finalizers.Count > 0) facts.Add(new(Text.Of("commands.pod.finalizers"), Text.List(thing.Metadata.Finalizers.Select(Neutral.Line))));
        return new Replies.Facts(facts);
    }

    private static IEnumerable<ReplyPart> Conditions(JsonObject json, Asking asking)
    {
        if (json["status"] is not JsonObject status || status["conditions"] is not JsonArray { Count: > 0 } conditions) yield break;
        string Cell(JsonNode? condition, string name) => Neutral.Line(condition?[name]?.ToString() ?? "");
        yield return new Paragraph(Text.Of("commands.describe.conditions"), Heading: true);
        yield return new Table(["TYPE", "STATUS", "SINCE", "REASON", "MESSAGE"], [.. conditions.Select(condition => (string[])
        [
            Cell(condition, "type"), Cell(condition, "status"),
            DateTimeOffset.TryParse(Cell(condition, "lastTransitionTime"), System.Globalization.CultureInfo.InvariantCulture, out var since) ? Age.Of(asking.Now - since) : "",
            Cell(condition, "reason"), Cell(condition, "message"),
        ])]);
    }

    private static IEnumerable<ReplyPart> Sections(JsonObject json)
    {
        foreach (var section in json.Where(pair => pair.Key is not ("apiVersion" or "kind" or "metadata" or "status") && pair.Value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } or JsonValue).ToList())
        {
            yield return new Paragraph(section.Key, Heading: true);
            yield return new Code(Neutral.Of(Yaml.Write(section.Value!)).TrimEnd('\n'), "yaml");
        }
        if (json["status"] is not JsonObject status) yield break;
        var rest = status.DeepClone().AsObject();
        rest.Remove("conditions");
        if (rest.Count == 0) yield break;
        yield return new Paragraph("status", Heading: true);
        yield return new Code(Neutral.Of(Yaml.Write(rest)).TrimEnd('\n'), "yaml");
    }

    private static IEnumerable<ReplyPart> Placement(Pod pod)
    {
        var facts = new List<Fact>();
        if (pod.Spec.NodeSelector.Count > 0) facts.Add(new("nodeSelector", Text.List(pod.Spec.NodeSelector.Select(pair => $"{pair.Key}={pair.Value}"))));
        if (pod.Spec.Tolerations.Count > 0) facts.Add(new("tolerations", Text.List(pod.Spec.Tolerations.Select(Toleration))));
        if (pod.Metadata.Labels.Count > 0) facts.Add(new(Text.Of("commands.describe.labels"), Text.List(pod.Metadata.Labels.Select(label => Neutral.Line($"{label.Key}={label.Value}")))));
        if (facts.Count > 0) yield return new Replies.Facts(facts);
    }

    private static string Toleration(Toleration toleration) =>
        $"{toleration.Key ?? "*"}{(toleration.Value is { Length: > 0 } value ? "=" + value : "")}{(toleration.Effect is { Length: > 0 } effect ? ":" + effect : "")}{(toleration.TolerationSeconds is { } seconds ? $" for {seconds}s" : "")}";

    private static IEnumerable<ReplyPart> Events(ClusterResult<IReadOnlyList<Event>> events, Asking asking)
    {
        yield return new Paragraph(Text.Of("commands.describe.events"), Heading: true);
        yield return !events.Has(out var all, out var failure) ? new Paragraph(FailureReplies.Line(failure))
            : all.Count == 0 ? new Paragraph(Text.Of("commands.events.one-hour")) : EventRows.Of(all, asking.Now, withObject: false);
    }
}
