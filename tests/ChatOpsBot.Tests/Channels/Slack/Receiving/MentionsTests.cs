using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Tests.Channels.Slack.Receiving;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("<@U0BOT> pods -n shop", "pods -n shop")]
    [InlineData("<@U0BOT|chatops> pods", "pods")]
    [InlineData("hey <@U0BOT> pods", "hey  pods")]
    [InlineData("deny 12 ask <@U0ALICE|alice> in <#C1|general> <!here>", "deny 12 ask @alice in #general @here")]
    [InlineData("deny 12 ask <@U0ALICE>", "deny 12 ask @U0ALICE")]
    [InlineData("why <http://shop.example|shop.example>", "why <http://shop.example|shop.example>")]
    [InlineData("&lt;@U0BOT&gt; pods", "&lt;@U0BOT&gt; pods")]
    [InlineData("", "")]
    public void The_bots_mention_goes_and_other_names_stay(string said, string meant) => Assert.Equal(meant, Mentions.Remove(said, "U0BOT"));
}
