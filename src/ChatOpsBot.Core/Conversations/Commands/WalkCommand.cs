using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`walk X`, and `walk N yes|no|back|skip|overrule|stop|why|recheck|summary`: the decision tree as a conversation.</summary>
internal sealed class WalkCommand : ChatCommand
{
    private readonly Argument<string[]> _target = new("target") { Arity = ArgumentArity.OneOrMore, HelpName = "[KIND] NAME | NUMBER [MOVE]" };
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();
    private readonly Option<string?> _at = new("--at") { HelpName = "STEP" };
    private readonly Walks _walks;
    private readonly TargetResolver _resolver;

    public WalkCommand(Walks walks, TargetResolver resolver) : base("walk")
    {
        (_walks, _resolver) = (walks, resolver);
        Syntax.Arguments.Add(_target);
        Syntax.Options.Add(_namespace);
        Syntax.Options.Add(_at);
    }

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(_target)!;
        return long.TryParse(words[0].TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? MoveAsync(asking, new WalkId(number), words[1..], Step(parsed.GetValue(_at)), cancellationToken)
            : StartAsync(asking, string.Join(' ', words), parsed.GetValue(_namespace), cancellationToken);
    }

    private Task<Reply> MoveAsync(Asking asking, WalkId id, string[] move, string? at, CancellationToken cancellationToken) => move switch
    {
        [] => _walks.ShowAsync(asking.Walker, id, cancellationToken),
        [var word] when Trigger(word) is { } trigger => _walks.MoveAsync(asking.Walker, id, trigger, at, cancellationToken),
        [var word] when Is(word, "why") => _walks.WhyAsync(asking.Walker, id, at, cancellationToken),
        [var word] when Is(word, "summary") => _walks.SummaryAsync(asking.Walker, id, cancellationToken),
        [var word] when Is(word, "recheck") => _walks.RecheckAsync(asking.Walker, id, cancellationToken),
        _ => Task.FromResult(Reply.Refused(Text.Of("walk.no-such-move", Neutral.Line(string.Join(' ', move))),
            new Buttons([new Button(Text.Of("walk.button.show"), $"walk {id}")]))),
    };

    private static WalkTrigger? Trigger(string word) =>
        Enum.TryParse<WalkTrigger>(word, ignoreCase: true, out var trigger) && Is(word, trigger.ToString()) ? trigger : null;

    // As the tree spells it ("P14", "FixApp"), however it was typed.
    private static string? Step(string? at) =>
        DecisionTree.Questions.Keys.Concat(DecisionTree.Ends.Keys).FirstOrDefault(id => string.Equals(id, at, StringComparison.OrdinalIgnoreCase)) ?? at;

    private static bool Is(string word, string move) => string.Equals(word, move, StringComparison.OrdinalIgnoreCase);

    private async Task<Reply> StartAsync(Asking asking, string words, string? ns, CancellationToken cancellationToken)
    {
        if (TargetWords.Read(words).Kind is { } kind && !kind.Equals(ResourceKinds.Pod))
            return await Of(kind, asking, words, ns, cancellationToken) ?? Reply.Refused(Text.Of("walk.no-start", kind.Singular));
        var pod = await ResolveAsync<Pod>(asking, words, ns, cancellationToken);
        if (pod.Outcome != Outcome.NothingFound) return pod;
        // No pod of that name: something that should have had one, or that leads to pods.
        foreach (var other in (ResourceKind[])[ResourceKinds.Deployment, ResourceKinds.StatefulSet, ResourceKinds.DaemonSet, ResourceKinds.Job, ResourceKinds.Service, ResourceKinds.Ingress])
        {
            if (await Of(other, asking, words, ns, cancellationToken) is { } reply && reply.Outcome != Outcome.NothingFound) return reply;
        }
        return pod;
    }

    private async Task<Reply?> Of(ResourceKind kind, Asking asking, string words, string? ns, CancellationToken cancellationToken) => kind.Plural switch
    {
        "deployments" => await ResolveAsync<Deployment>(asking, words, ns, cancellationToken),
        "replicasets" => await ResolveAsync<ReplicaSet>(asking, words, ns, cancellationToken),
        "statefulsets" => await ResolveAsync<StatefulSet>(asking, words, ns, cancellationToken),
        "daemonsets" => await ResolveAsync<DaemonSet>(asking, words, ns, cancellationToken),
        "jobs" => await ResolveAsync<Job>(asking, words, ns, cancellationToken),
        "services" => await ResolveAsync<Service>(asking, words, ns, cancellationToken),
        "ingresses" => await ResolveAsync<Ingress>(asking, words, ns, cancellationToken),
        "nodes" => await ResolveAsync<Node>(asking, words, ns, cancellationToken),
        _ => null,
    };

    private async Task<Reply> ResolveAsync<T>(Asking asking, string words, string? ns, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var kind = ResourceKinds.Of<T>();
        return await _resolver.ResolveAsync<T>(asking, words, ns, item => Command(kind, item), cancellationToken) switch
        {
            Resolution<T>.Found found => await _walks.StartAsync(asking.Walker, new ResourceRef(kind, found.Value.Metadata.Namespace, found.Value.Metadata.Name), found.Assumption, cancellationToken),
            Resolution<T>.Other other => other.Reply,
            _ => throw new ArgumentOutOfRangeException(nameof(words)),
        };
    }

    private static string Command(ResourceKind kind, IClusterObject item) =>
        $"walk {kind.Singular} {item.Metadata.Name}{(kind.Namespaced ? $" -n {item.Metadata.Namespace}" : "")}";
}
