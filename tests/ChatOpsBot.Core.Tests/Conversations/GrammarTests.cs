using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class GrammarTests
{
    private static readonly Grammar Grammar = new(ChatCommands.All());

    [Theory]
    [InlineData("pods -n shop", "pods")]
    [InlineData("get pods -n shop", "pods")]
    [InlineData("kubectl get po -A", "pods")]
    [InlineData("kubctl get po/checkout -o yaml", "yaml")]
    [InlineData("Pods", "pods")]
    [InlineData("pod checkout", "pod")]
    [InlineData("delete pod/checkout --force", "delete pod")]
    [InlineData("logs deploy/web --tail -1 --since 1h30m", "logs")]
    [InlineData("approve 12 - the rack is dark", "approve")]
    [InlineData("deny 12 --not-today", "deny")]
    [InlineData("delete pod db-0 --reason --force was agreed on", "delete pod")]
    [InlineData("", "help")]
    [InlineData("why checkout --help", "help")]
    public void A_command_is_understood_as_kubectl_spells_it(string text, string command) =>
        Assert.Equal(command, Assert.IsType<Utterance.Understood>(Read(text)).Command.Name);

    [Theory]
    [InlineData("pdos", "There is no command \"pdos\". The nearest one is pods.")]
    [InlineData("frobnicate", "There is no command \"frobnicate\".")]
    [InlineData("pods --bda", "pods was not understood: There is no option --bda. The nearest one is --bad.")]
    [InlineData("pods shop -x", "pods was not understood: There is no option -x.")]
    [InlineData("delete pod db-0 --froce", "delete pod was not understood: There is no option --froce. The nearest one is --force.")]
    [InlineData("walks --mien", "walks was not understood: There is no option --mien. The nearest one is --mine.")]
    [InlineData("pods -n", "pods was not understood: -n needs a NAMESPACE.")]
    [InlineData("describe", "describe was not understood: It needs [KIND] NAME.")]
    [InlineData("delete pod", "delete pod was not understood: It needs [KIND] NAME.")]
    [InlineData("approve", "approve was not understood: It needs N.")]
    [InlineData("logs checkout --tail x", "logs was not understood: \"x\" is no whole number.")]
    [InlineData("logs checkout --since 5y", "logs was not understood: \"5y\" is no span of time, such as 90s, 5m, 1h30m or 2d.")]
    public void A_mistake_is_named(string text, string title) => Assert.Equal(title, TitleOf(Read(text), Locale.English));

    [Theory]
    [InlineData("pods --bda", "没看懂 pods 的用法：没有选项 --bda，最接近的是 --bad。")]
    [InlineData("walks --mien", "没看懂 walks 的用法：没有选项 --mien，最接近的是 --mine。")]
    [InlineData("describe", "没看懂 describe 的用法：缺少 [KIND] NAME。")]
    [InlineData("logs checkout --tail x", "没看懂 logs 的用法：“x”不是整数。")]
    public void A_mistake_is_named_in_the_readers_language(string text, string title) =>
        Assert.Equal(title, TitleOf(Grammar.Read(text, Locale.Chinese), Locale.Chinese));

    [Fact]
    public void Every_mistake_is_named() => Assert.Equal(
        ["There is no option --bda. The nearest one is --bad.", "-n needs a NAMESPACE."],
        Assert.IsType<Utterance.Other>(Read("pods --bda -n")).Reply.Parts.OfType<Bullets>().SelectMany(bullets => bullets.Items).Select(English)
            .Prepend(TitleOf(Read("pods --bda -n"), Locale.English).Split(": ", 2)[1]));

    [Fact]
    public void Whatever_stands_behind_a_command_is_understood_or_refused_with_its_usage() => Gen
        .Select(Gen.OneOf([.. Grammar.Commands.Select(command => Gen.Const(command.Name))]), Gen.String[Gen.Char["-=/\"' nABxoc12@[]{}…—\u200b"], 0, 40])
        .Sample((name, rest) => Grammar.Read($"{name} {rest}", Locale.English) switch
        {
            Utterance.Understood => true,
            Utterance.Other other => other.Reply.Outcome == Outcome.Refused && other.Reply.Parts.Count > 0,
            _ => false,
        }, iter: 2000);

    private static Utterance Read(string text) => Grammar.Read(text, Locale.English);

    private static string English(Text text) => new Reader(Locale.English, TimeZoneInfo.Utc, Askings.Now).Read(text);

    private static string TitleOf(Utterance utterance, Locale locale) =>
        new Reader(locale, TimeZoneInfo.Utc, Askings.Now).Read(Assert.IsType<Utterance.Other>(utterance).Reply.Title);
}
