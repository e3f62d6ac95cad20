using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`yaml X`: the object as the API server holds it, without managedFields and credentials.</summary>
internal sealed class ShowYaml(ObjectResolver objects) : TargetCommand("yaml", required: true)
{
    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await objects.ResolveAsync(asking, Target(parsed)!, Namespace(parsed), item => $"yaml {item.Kind.Singular} {item.Name}{In(item.Namespace)}", cancellationToken);
        if (resolved is not Resolution<IClusterObject>.Found(var thing, _, var assumption)) return ((Resolution<IClusterObject>.Other)resolved).Reply;
        var reference = new ResourceRef(ResourceKinds.Of(thing), thing.Metadata.Namespace, thing.Metadata.Name);
        if (!(await asking.Cluster.GetRawAsync(reference, cancellationToken)).Has(out var raw, out var failure)) return FailureReplies.From(failure);
        return new Reply
        {
            Title = reference.Namespace is null ? Text.Of("commands.yaml.title", reference.ToString()) : Text.Of("commands.yaml.title-in", reference.ToString(), reference.Namespace),
            Parts =
            [
                .. assumption is null ? [] : new ReplyPart[] { new Paragraph(assumption) },
                new Code(Written(raw), "yaml", FileName: $"{reference.Name}.yaml"),
                new Paragraph(Text.Of("commands.yaml.redacted")),
                thing is Pod pod ? ObjectButtons.Of(pod, "yaml") : ObjectButtons.Of(reference, "yaml"),
            ],
        };
    }

    /// <summary>The object as YAML that anybody may read.</summary>
    internal static string Written(JsonElement raw) => Neutral.Of(Yaml.Write(Redactor.Object(JsonObject.Create(raw)!)));
}
