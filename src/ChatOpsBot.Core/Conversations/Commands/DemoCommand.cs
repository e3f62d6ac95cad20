using System.CommandLine;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A command that is there on the demo cluster only.</summary>
internal abstract class DemoCommand(string name, IDemoFaults faults) : ChatCommand(name)
{
    protected IDemoFaults Faults => faults;

    protected static Argument<string> FaultName() => new("fault") { HelpName = "FAULT" };

    /// <summary>Breaks or heals the fault of that name, or says which there are.</summary>
    protected async Task<Reply> SetAsync(string name, bool broken, CancellationToken cancellationToken)
    {
        var known = await faults.ListAsync(cancellationToken);
        if (known.FirstOrDefault(fault => fault.Name == name) is not { } found)
        {
            string[] near = [.. Nearest.Of(name, known.Select(fault => fault.Name))];
            return Reply.Refused(Text.Of("commands.demo.unknown", Neutral.Line(name)), Choice(near.Length > 0 ? near : [.. known.Select(fault => fault.Name)], broken ? "break" : "heal"));
        }
        await faults.SetAsync(name, broken, cancellationToken);
        return new Reply
        {
            Tone = broken ? Tone.Warning : Tone.Good,
            Title = Text.Of(broken ? "commands.demo.broken" : "commands.demo.healed", found.Name),
            Parts =
            [
                // What is healed is not so any more.
                .. broken ? new ReplyPart[] { new Paragraph(Describe(found)) } : [],
                new Buttons([new Button(Text.Of("commands.button.why"), $"why {found.Target}"), broken ? new Button(Text.Of("commands.demo.button-heal"), $"demo heal {found.Name}") : new Button(Text.Of("commands.demo.button-faults"), "demo faults")]),
            ],
        };
    }

    protected static Text Describe(DemoFault fault) => Text.Of($"commands.demo.fault.{fault.Name}");

    private static Buttons Choice(IEnumerable<string> names, string verb) => new([.. names.Select(name => new Button(name, $"demo {verb} {name}"))]);
}
