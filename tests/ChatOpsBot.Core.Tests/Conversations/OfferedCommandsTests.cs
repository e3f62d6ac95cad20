using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class OfferedCommandsTests
{
    private static readonly OfferedCommands Offered = new(new Bot(new FakeCluster()).Grammar);
    private static readonly ConversationScope Reading = ConversationScope.None with { Name = "reading", Commands = ["pods", "why"] };

    private static Reply Answer(params string[] commands) => new() { Title = "x", Parts = [new Paragraph("p"), new Buttons([.. commands.Select(command => new Button(command, command))])] };

    [Fact]
    public void Of_the_buttons_those_stay_whose_command_may_be_used() =>
        Assert.Equal(["why pod x -n shop", "kubectl get pods", "help"], Buttons(Offered.In(Reading, Answer("why pod x -n shop", "logs x -n shop", "kubectl get pods", "help", "events x"))));

    [Fact]
    public void A_row_without_a_button_is_left_out() => Assert.IsType<Paragraph>(Assert.Single(Offered.In(Reading, Answer("logs x")).Parts));

    [Fact]
    public void Where_everything_may_be_used_nothing_is_left_out()
    {
        var answer = Answer("logs x", "why x");
        Assert.Same(answer, Offered.In(ConversationScope.None, answer));
    }

    private static IEnumerable<string> Buttons(Reply reply) => reply.Parts.OfType<Buttons>().SelectMany(part => part.Items).Select(button => button.Command);
}
