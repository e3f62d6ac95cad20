using System.CommandLine;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`demo faults`: what can go wrong in the demo cluster, and what does now.</summary>
internal sealed class DemoFaults(IDemoFaults faults) : DemoCommand("demo faults", faults)
{
    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) => new()
    {
        Title = Text.Of("commands.demo.title"),
        Parts = [new Replies.Facts([.. (await Faults.ListAsync(cancellationToken)).Select(fault => new Fact(
            fault.Broken ? Text.Of("commands.demo.on", fault.Name) : fault.Name, Describe(fault)))])],
    };
}
