using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`pod X`: its anatomy, or with --picture a drawing of it.</summary>
internal sealed class ShowPod : TargetCommand
{
    private readonly TargetResolver _targets;
    private readonly Option<bool> _picture = new("--picture");

    public ShowPod(TargetResolver targets) : base("pod", required: true)
    {
        _targets = targets;
        Syntax.Options.Add(_picture);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await _targets.ResolveAsync<Pod>(asking, Target(parsed)!, Namespace(parsed),
            pod => $"pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}", cancellationToken);
        if (resolved is not Resolution<Pod>.Found(var pod, _, var assumption)) return ((Resolution<Pod>.Other)resolved).Reply;

        var owners = OwnersAsync(asking.Cluster, pod, cancellationToken);
        var services = asking.Cluster.ListAsync<Service>(new ListScope(pod.Metadata.Namespace), cancellationToken);
        if (parsed.GetValue(_picture)) return Draw(pod, await owners, await services, asking);
        return new Reply
        {
            Title = PodAnatomy.Title(pod),
            Tone = PodAnatomy.Tone(pod, asking.Now),
            Pod = Exhibits.Name(asking.Cluster, pod),
            Parts =
            [
                .. assumption is null ? [] : new ReplyPart[] { new Paragraph(assumption) },
                PodAnatomy.Summary(pod, await owners, asking.Now),
                .. PodAnatomy.Static(pod),
                .. PodAnatomy.Containers(pod, asking.Now),
                .. PodAnatomy.Shared(pod),
                .. PodAnatomy.Services(pod, await services),
                new Buttons([.. ObjectButtons.Of(pod).Items, new(Text.Of("commands.button.picture"), $"pod {pod.Metadata.Name} -n {pod.Metadata.Namespace} --picture")]),
            ],
        };
    }

    private static Reply Draw(Pod pod, Text owners, ClusterResult<IReadOnlyList<Service>> services, Asking asking)
    {
        var picking = services.Has(out var all, out var failure) ? PodAnatomy.Picking(pod, all) : [];
        return new Reply
        {
            Title = PodAnatomy.Title(pod),
            Tone = PodAnatomy.Tone(pod, asking.Now),
            Pod = Exhibits.Name(asking.Cluster, pod),
            Parts =
            [
                AnatomyPicture.Wide.Draw(pod, asking.Reader.Read(owners).Split(" → "), picking, asking.Reader),
                .. failure is null ? [] : new ReplyPart[] { new Paragraph(FailureReplies.Line(failure)) },
                ObjectButtons.Of(pod),
            ],
        };
    }

    // "Deployment web → ReplicaSet web-7d9f"; only a ReplicaSet or a Job can have an owner itself.
    internal static async Task<Text> OwnersAsync(IClusterReader cluster, Pod pod, CancellationToken cancellationToken)
    {
        if (Controller(pod.Metadata) is not { } owner) return Text.Of("commands.pod.no-owner");
        var above = owner.Kind switch
        {
            "ReplicaSet" => (await cluster.GetAsync<ReplicaSet>(pod.Metadata.Namespace, owner.Name, cancellationToken)).Select(found => found.Metadata),
            "Job" => (await cluster.GetAsync<Job>(pod.Metadata.Namespace, owner.Name, cancellationToken)).Select(found => found.Metadata),
            _ => new ObjectMeta(),
        };
        if (!above.Has(out var metadata, out var failure)) return Text.Of("commands.pod.owner-unread", $"{owner.Kind} {owner.Name}", FailureReplies.Line(failure));
        return Controller(metadata) is { } top ? $"{top.Kind} {top.Name} → {owner.Kind} {owner.Name}" : $"{owner.Kind} {owner.Name}";
    }

    private static OwnerReference? Controller(ObjectMeta metadata) => metadata.OwnerReferences.FirstOrDefault(owner => owner.Controller == true);
}
