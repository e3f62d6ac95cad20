using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class SpokenDefinitionTests
{
    private const string Pod = "kind: Pod\nspec:\n  containers:\n  - name: web";

    private static readonly Grammar Grammar = new(ChatCommands.All());

    [Theory]
    [InlineData("check\n" + Pod)]
    [InlineData("Check -n shop\n" + Pod)]
    [InlineData("check –n shop\n" + Pod)]
    [InlineData("kubectl check --namespace=shop\n" + Pod)]
    [InlineData("check\n```yaml\n" + Pod + "\n```\nplease")]
    [InlineData("check ```" + Pod + "```")]
    [InlineData("check please\n```\n" + Pod + "\n```")]
    [InlineData("check\r\nkind: Pod\r\nspec:\r\n  containers:\r\n  - name: web")]
    [InlineData("check\nkind: Pod\nspec:\n\u00A0\u00A0containers:\n\u00A0\u00A0- name: web")]
    [InlineData("check\nkind: Pod\nspec:\n&nbsp;&nbsp;containers:\n&nbsp; – name: web")]
    [InlineData("check\nkind: Pod\nspec:\n  containers:\n  • name: web")]
    [InlineData("check kind: Pod\nspec:\n  containers:\n  - name: web")]
    public void Lines_and_indentation_of_a_definition_stay_whatever_the_client_spoils(string spoken) => Assert.Equal(Pod, Heard(spoken));

    [Theory]
    [InlineData("check\na: 1\n—\nb: 2", "a: 1\n---\nb: 2")]
    [InlineData("check\na: 1\n—-\nb: 2", "a: 1\n---\nb: 2")]
    [InlineData("check\n---\nb: 2", "---\nb: 2")]
    [InlineData("check\nargs: [“—port=80”, ‘a’]", "args: [\"--port=80\", 'a']")]
    [InlineData("check\nimage: <http://registry.example/app|registry.example/app>:1", "image: registry.example/app:1")]
    [InlineData("check\na: |\n  it`s – fine", "a: |\n  it`s – fine")]
    public void Dashes_quotes_and_links_are_what_they_were(string spoken, string yaml) => Assert.Equal(yaml, Heard(spoken));

    [Theory]
    [InlineData("check")]
    [InlineData("check --help")]
    [InlineData("checkout\na: 1")]
    [InlineData("why web\na: 1")]
    public void No_other_text_is_taken_for_a_definition(string spoken) => Assert.Null(SpokenDefinition.Split(spoken));

    [Fact]
    public void A_definition_may_be_longer_than_a_command_and_not_without_end()
    {
        Assert.Null(SpokenText.Clean("check\na: " + new string('x', 15_000), out _));
        Assert.Contains(new Text.Literal("20000"), Assert.IsType<Text.Keyed>(SpokenText.Clean("check\na: " + new string('x', 20_000), out _)).Arguments);
    }

    [Fact]
    public void A_character_that_hides_something_is_refused_in_a_definition_too() => Assert.NotNull(SpokenText.Clean("check\na: \u202E", out _));

    private static string Heard(string spoken)
    {
        Assert.Null(SpokenText.Clean(spoken, out var text));
        var understood = Assert.IsType<Utterance.Understood>(Grammar.Read(text, Locale.English));
        Assert.Equal("check", understood.Command.Name);
        return understood.Parsed.GetValue<string>("definition")!.TrimStart('\n');
    }
}
