using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>What one usually asks next about an object.</summary>
internal static class ObjectButtons
{
    /// <summary>Why, logs, events, YAML of a pod, without the one that was just answered.</summary>
    public static Buttons Of(Pod pod, string? except = null)
    {
        var name = $"{pod.Metadata.Name} -n {pod.Metadata.Namespace}";
        return new Buttons([.. new[]
        {
            ("why", new Button(Text.Of("commands.button.why"), $"why {name}", ButtonWeight.Primary)),
            ("logs", new Button(Text.Of("commands.button.logs"), $"logs {name}")),
            ("events", new Button(Text.Of("commands.button.events"), $"events pod {name}")),
            ("yaml", new Button(Text.Of("commands.button.yaml"), $"yaml pod {name}")),
        }.Where(pair => pair.Item1 != except).Select(pair => pair.Item2)]);
    }

    /// <summary>Events and YAML of any object.</summary>
    public static Buttons Of(ResourceRef thing, string? except = null)
    {
        var name = $"{thing.Kind.Singular} {thing.Name}{(thing.Namespace is null ? "" : $" -n {thing.Namespace}")}";
        return new Buttons([.. new[]
        {
            ("describe", new Button(Text.Of("commands.button.describe"), $"describe {name}")),
            ("events", new Button(Text.Of("commands.button.events"), $"events {name}")),
            ("yaml", new Button(Text.Of("commands.button.yaml"), $"yaml {name}")),
        }.Where(pair => pair.Item1 != except).Select(pair => pair.Item2)]);
    }
}
