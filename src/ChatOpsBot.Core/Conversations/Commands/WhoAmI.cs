using System.CommandLine;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`whoami`: who the bot takes the sender for, and what that person may do.</summary>
internal sealed class WhoAmI() : ChatCommand("whoami")
{
    public override Role? Needs => null;

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var account = Neutral.Line(asking.Intent.Account.Value);
        var conversation = new Fact(Text.Of("commands.whoami.conversation"), Neutral.Line($"{asking.Intent.Where.Channel}:{asking.Intent.Where.Conversation}"));
        if (asking.Person is not { } person)
        {
            return Task.FromResult(new Reply
            {
                Tone = Tone.Warning,
                Title = Text.Of("commands.whoami.nobody"),
                Parts = [new Facts([new Fact(Text.Of("commands.whoami.account"), account), conversation]), new Paragraph(Text.Of("dialog.unknown-account-advice"))],
            });
        }
        Role[] roles = [.. Enum.GetValues<Role>().Where(person.Is)];
        var facts = new List<Fact>
        {
            new(Text.Of("commands.whoami.account"), account),
            new(Text.Of("commands.whoami.roles"), new Text.Several([.. roles.Select(role => Text.Of($"dialog.role-{role.ToString().ToLowerInvariant()}"))])),
            new(Text.Of("commands.whoami.acts-as"), person.ActsAs is { User: { } user } acts
                ? acts.Groups.Count == 0 ? user : Text.Of("commands.whoami.acts-as-groups", user, Text.List(acts.Groups))
                : Text.Of("commands.whoami.acts-as-nobody")),
            new(Text.Of("commands.whoami.cluster"), asking.Cluster.Cluster.Value),
            new(Text.Of("commands.whoami.namespace"), asking.Namespace ?? Text.Of("commands.whoami.all-namespaces")),
            conversation,
        };
        return Task.FromResult(new Reply { Title = Text.Of("commands.whoami.title", person.DisplayName, person.Id.Value), Parts = [new Facts(facts)] });
    }
}
