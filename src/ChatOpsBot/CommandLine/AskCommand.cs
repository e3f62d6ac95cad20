using System.CommandLine;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>`ask TEXT`: one command through the same use cases as every channel, the reply as plain text.</summary>
internal sealed class AskCommand : Command
{
    private readonly Argument<string[]> _text = new("text") { Description = Terminal.Say("ask.text"), Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _as = new("--as") { Description = Terminal.Say("ask.as"), HelpName = "NAME" };
    private readonly Option<string> _locale = new("--locale") { Description = Terminal.Say("ask.locale"), HelpName = "TAG" };
    private readonly Option<bool> _json = new("--json") { Description = Terminal.Say("ask.json") };
    private readonly ClusterOptionSet _cluster;

    public AskCommand() : base("ask", Terminal.Say("ask"))
    {
        Arguments.Add(_text);
        Options.Add(_as);
        Options.Add(_locale);
        Options.Add(_json);
        _cluster = new ClusterOptionSet(this);
        // What follows is the bot's language, not this program's: "-n shop" belongs to the text.
        TreatUnmatchedTokensAsErrors = false;
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => StartFailure.ReportAsync(async () =>
    {
        var text = await DefinitionFile.ReadAsync(string.Join(' ', [.. parsed.GetValue(_text)!, .. parsed.UnmatchedTokens]), cancellationToken);
        await using var session = await BotSession.OpenAsync(_cluster.Read(parsed), cancellationToken);
        var (reply, reader) = await session.AskAsync(text, parsed.GetValue(_as), parsed.GetValue(_locale), cancellationToken);
        Console.Out.Write(parsed.GetValue(_json)
            ? System.Text.Json.JsonSerializer.Serialize(reply, ReplyJson.Readable.Reply) + "\n"
            : PlainText.Render(reply, reader, Terminal.Width));
        return reply.Outcome switch
        {
            Outcome.Answered => 0,
            Outcome.Failed => RootCommandLine.Failed,
            _ => 1,
        };
    });
}
