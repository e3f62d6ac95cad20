using System.Text.RegularExpressions;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Core.Tests.Texts;

public sealed partial class TextCatalogTests
{
    [Fact]
    public void Every_language_has_every_key()
    {
        var english = TextCatalog.Keys(Locale.English).ToHashSet();
        var chinese = TextCatalog.Keys(Locale.Chinese).ToHashSet();
        Assert.NotEmpty(english);
        Assert.Empty(english.Except(chinese).Order());
        Assert.Empty(chinese.Except(english).Order());
    }

    [Fact]
    public void Translations_have_the_same_placeholders() => Assert.Empty(TextCatalog.Keys(Locale.English)
        .Where(key => !Placeholders(key, Locale.English).SetEquals(Placeholders(key, Locale.Chinese))).Order());

    [Fact]
    public void Every_key_in_the_sources_has_a_text()
    {
        var missing = Sources()
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => (file: Path.GetFileName(file), key: match.Groups[1].Value)))
            .Where(use => !use.key.EndsWith('.') && TextCatalog.Find(use.key, Locale.English) is null)
            .Select(use => $"{use.file}: {use.key}").Distinct().Order();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_command_has_a_summary_an_example_and_a_text_for_each_argument_and_option()
    {
        var missing = ChatCommands.All().SelectMany(command => new[] { $"commands.{command.Name.Replace(' ', '-')}.summary", $"commands.{command.Name.Replace(' ', '-')}.example" }
            .Concat(command.Syntax.Arguments.Where(argument => !argument.Hidden).Select(argument => ((Text.Keyed)CommandHelp.Describe(command, "argument", argument.Name)).Key))
            .Concat(command.Syntax.Options.Where(option => !option.Hidden).Select(option => ((Text.Keyed)CommandHelp.Describe(command, "option", option.Name.TrimStart('-'))).Key)))
            .Where(key => TextCatalog.Find(key, Locale.English) is null).Distinct().Order();
        Assert.Empty(missing);
    }

    private static HashSet<string> Placeholders(string key, Locale locale) =>
        [.. Placeholder().Matches(TextCatalog.Find(key, locale) ?? "").Select(match => match.Value)];

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"Text\.Of\(\s*""([a-z0-9-]+\.[A-Za-z0-9._-]+)""")]
    private static partial Regex Key();
}
