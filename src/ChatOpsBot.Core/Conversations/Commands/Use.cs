using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`use [cluster] [namespace]`: what this conversation means when a command names neither; `use -A` forgets the namespace;
/// `use --language zh-Hans`: in which language the bot speaks there.</summary>
internal sealed class Use : ChatCommand
{
    // The language of whoever asks.
    private const string Asker = "auto";

    private readonly IClusters _clusters;
    private readonly IConversationDefaults _defaults;
    private readonly Argument<string[]> _words = new("place") { Arity = new ArgumentArity(0, 2), HelpName = "[CLUSTER] [NAMESPACE]" };
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();
    private readonly Option<bool> _all = CommandSyntax.AllNamespaces();
    private readonly Option<string?> _language = new("--language") { HelpName = "LANGUAGE" };

    public Use(IClusters clusters, IConversationDefaults defaults) : base("use")
    {
        (_clusters, _defaults) = (clusters, defaults);
        Syntax.Arguments.Add(_words);
        Syntax.Options.Add(_namespace);
        Syntax.Options.Add(_all);
        _language.AcceptOnlyFromAmong([.. Locale.All.Select(locale => locale.Tag), Asker]);
        Syntax.Options.Add(_language);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var words = (parsed.GetValue(_words) ?? []).ToList();
        var ns = parsed.GetValue(_namespace);
        ClusterName? cluster = null;
        // A single word is a cluster if there is one of that name, else a namespace.
        if (words.Count > 0 && _clusters.Names.Any(name => name.Value == words[0]))
        {
            cluster = new ClusterName(words[0]);
            words.RemoveAt(0);
        }
        else if (words.Count == 2) return UnknownCluster(words[0], words[1]);
        if (words.Count > 0) ns ??= words[0];
        var before = await _defaults.GetAsync(asking.Intent.Where, cancellationToken);
        var language = parsed.GetValue(_language) is { } tag ? tag == Asker ? (Locale?)null : Locale.From(tag) : before.Language;
        if (cluster is null && ns is null && !parsed.GetValue(_all))
        {
            if (language != before.Language) await _defaults.SetAsync(asking.Intent.Where, before with { Language = language }, cancellationToken);
            return Now(asking.Cluster.Cluster, asking.Namespace, language ?? asking.Scope.Language, "commands.use.now");
        }

        var reader = cluster is { } other ? _clusters.Reader(other) : asking.Cluster;
        if (ns is not null && await TargetResolver.MissingNamespaceAsync(asking with { Cluster = reader }, ns, near => $"use {reader.Cluster} {near}", cancellationToken) is { } missing) return missing;
        // A namespace belongs to its cluster: changing the cluster forgets it.
        var kept = ns ?? (cluster is null && !parsed.GetValue(_all) ? asking.Namespace : null);
        await _defaults.SetAsync(asking.Intent.Where, new ConversationDefaults(reader.Cluster, kept, language), cancellationToken);
        return Now(reader.Cluster, kept, language ?? asking.Scope.Language, "commands.use.chosen");
    }

    private Reply Now(ClusterName cluster, string? ns, Locale? language, string key) => new()
    {
        Title = Text.Of(key, cluster.Value, ns ?? Text.Of("commands.use.all-namespaces")),
        Parts =
        [
            new Paragraph(language is { } spoken ? Text.Of("commands.use.language", Text.Of($"commands.use.language.{spoken.Tag}")) : Text.Of("commands.use.language-of-asker")),
            .. _clusters.Names.Count < 2 ? [] : new ReplyPart[] { new Buttons([.. _clusters.Names.Where(name => name != cluster).Select(name => new Button(name.Value, $"use {name}"))]) },
            .. ns is null ? [] : new ReplyPart[] { new Buttons([new Button(Text.Of("commands.use.button-all"), "use -A")]) },
        ],
    };

    private Reply UnknownCluster(string name, string ns)
    {
        var near = Nearest.Of(name, _clusters.Names.Select(cluster => cluster.Value));
        return Reply.NothingFound(Text.Of("commands.use.no-cluster", Neutral.Line(name)),
            new PickList(Text.Of("commands.use.clusters"), [.. (near.Count > 0 ? near : _clusters.Names.Select(cluster => cluster.Value)).Select(cluster => new Choice(cluster, $"use {cluster} {ns}"))]));
    }
}
