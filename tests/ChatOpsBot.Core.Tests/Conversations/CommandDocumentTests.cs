using System.Globalization;
using System.Text;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class CommandDocumentTests
{
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);

    [Fact]
    public void The_document_of_the_commands_is_what_the_grammar_says()
    {
        var file = Path.Combine(Repository.Root, "docs", "commands.md");
        var document = Document();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, document);
        Assert.Equal(File.ReadAllText(file), document);
    }

    private static string Document()
    {
        var page = new StringBuilder("""
            # Commands

            Made from the grammar by `CommandDocumentTests`; after a change of a command run the tests once with `UPDATE_GOLDEN=1`.
            kubectl's spellings work everywhere: `kubectl get pods`, `po`, `pod/x`, `-n`, `-A`. A part of a name is enough when only one object has it.


            """.ReplaceLineEndings("\n"));
        var commands = ChatCommands.All().Where(command => !command.Syntax.Hidden).ToList();
        page.Append("| command | answer |\n| --- | --- |\n");
        foreach (var command in commands) page.Append(CultureInfo.InvariantCulture, $"| [`{command.Name}`](#{command.Name.Replace(' ', '-')}) | {English.Read(CommandHelp.Summary(command))} |\n");
        foreach (var command in commands)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {command.Name}\n\n{English.Read(CommandHelp.Summary(command))}.\n\n```\n{CommandHelp.Usage(command)}\n```\n");
            foreach (var part in CommandHelp.Parts(command).OfType<ChatOpsBot.Core.Replies.Facts>())
            {
                page.Append("\n| | |\n| --- | --- |\n");
                foreach (var fact in part.Items) page.Append(CultureInfo.InvariantCulture, $"| `{English.Read(fact.Name).Replace("|", "\\|", StringComparison.Ordinal)}` | {English.Read(fact.Value)} |\n");
            }
            if (command.Syntax.Aliases.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\nAlso: {string.Join(", ", command.Syntax.Aliases.Order(StringComparer.Ordinal).Select(alias => $"`{alias}`"))}.\n");
            page.Append(CultureInfo.InvariantCulture, $"\n```\n{English.Read(CommandHelp.Example(command))}\n```\n");
        }
        return page.ToString();
    }
}
