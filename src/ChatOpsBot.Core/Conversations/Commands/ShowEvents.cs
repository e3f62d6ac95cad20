using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`events [X] [-n|-A]`: warnings first, the newest first. Those of a workload or a Service come with those of what is below it.</summary>
internal sealed class ShowEvents : TargetCommand
{
    private readonly ObjectResolver _objects;
    private readonly Option<bool> _all = CommandSyntax.AllNamespaces();

    public ShowEvents(ObjectResolver objects) : base("events", required: false, "event", "ev")
    {
        _objects = objects;
        Syntax.Options.Add(_all);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) => Target(parsed) is { } words
        ? await OfObjectAsync(words, parsed, asking, cancellationToken)
        : await OfScopeAsync(parsed, asking, cancellationToken);

    /// <summary>The events of one object, read by its kind and name; those of a predecessor of the same name are left out.</summary>
    internal static async Task<ClusterResult<IReadOnlyList<Event>>> ReadAsync(Asking asking, IClusterObject thing, CancellationToken cancellationToken)
    {
        var kind = ResourceKinds.Of(thing);
        var scope = new ListScope(kind.Namespaced ? thing.Metadata.Namespace : null,
            Fields: $"involvedObject.kind={kind.Kind},involvedObject.name={thing.Metadata.Name}");
        var events = await asking.Cluster.ListAsync<Event>(scope, cancellationToken);
        // Node events carry the node's name for a UID.
        return events.Select(all => (IReadOnlyList<Event>)[.. all.Where(item => !kind.Namespaced || item.InvolvedObject.Uid is null or "" || item.InvolvedObject.Uid == thing.Metadata.Uid)]);
    }

    // One list for the whole family: it may have hundreds of pods.
    private static async Task<ClusterResult<IReadOnlyList<Event>>> ReadAsync(Asking asking, Family family, CancellationToken cancellationToken)
    {
        var uids = family.Members.Select(member => member.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        var names = family.Members.Select(member => (ResourceKinds.Of(member).Kind, member.Metadata.Name)).ToHashSet();
        var events = await asking.Cluster.ListAsync<Event>(new ListScope(family.Members[0].Metadata.Namespace), cancellationToken);
        return events.Select(all => (IReadOnlyList<Event>)[.. all.Where(item => item.InvolvedObject.Uid is { Length: > 0 } uid
            ? uids.Contains(uid)
            : names.Contains((item.InvolvedObject.Kind, item.InvolvedObject.Name)))]);
    }

    private async Task<Reply> OfObjectAsync(string words, ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await _objects.ResolveAsync(asking, words, Namespace(parsed), item => $"events {item.Kind.Singular} {item.Name}{In(item.Namespace)}", cancellationToken);
        if (resolved is not Resolution<IClusterObject>.Found(var thing, _, var assumption)) return ((Resolution<IClusterObject>.Other)resolved).Reply;
        var family = Family.Has(thing) ? await Family.ReadAsync(asking.Cluster, thing, cancellationToken) : new([thing], null);
        var read = family.Members.Count == 1 ? await ReadAsync(asking, thing, cancellationToken) : await ReadAsync(asking, family, cancellationToken);
        if (!read.Has(out var events, out var failure)) return FailureReplies.From(failure);
        var reference = new ResourceRef(ResourceKinds.Of(thing), thing.Metadata.Namespace, thing.Metadata.Name);
        var buttons = thing is Pod pod ? ObjectButtons.Of(pod, "events") : ObjectButtons.Of(reference, "events");
        List<ReplyPart> before = assumption is null ? [] : [new Paragraph(assumption)];
        if (family.Gap is { } gap) before.Add(new Paragraph(Text.Of("commands.events.gap", FailureReplies.Line(gap))));
        var below = family.Members.Count - 1;
        return events.Count == 0
            ? new Reply { Title = Text.Of("commands.events.none-of", reference.ToString()), Parts = [.. before, new Paragraph(Text.Of("commands.events.one-hour")), buttons] }
            : new Reply
            {
                Title = below == 0 ? Text.Of("commands.events.of", events.Count, reference.ToString()) : Text.Of("commands.events.of-family", events.Count, reference.ToString(), below),
                Parts = [.. before, EventRows.Of(events, asking.Now, withObject: below > 0), buttons],
            };
    }

    private async Task<Reply> OfScopeAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var scope = parsed.Scope(asking, NamespaceOption, _all);
        if (!(await asking.Cluster.ListAsync<Event>(new ListScope(scope), cancellationToken)).Has(out var events, out var failure)) return FailureReplies.From(failure);
        if (events.Count == 0 && Namespace(parsed) is { } said
            && await TargetResolver.MissingNamespaceAsync(asking, said, ns => $"events -n {ns}", cancellationToken) is { } missing) return missing;
        var warnings = events.Count(item => item.Type != "Normal");
        return new Reply
        {
            Title = scope is null ? Text.Of("commands.events.all", events.Count, warnings) : Text.Of("commands.events.in", events.Count, scope, warnings),
            Parts = events.Count == 0 ? [new Paragraph(Text.Of("commands.events.one-hour"))] : [EventRows.Of(events, asking.Now, withObject: true, withNamespace: scope is null)],
        };
    }
}
