using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>What the bot says when it comes into a conversation.</summary>
internal static class Welcome
{
    /// <summary>The card.</summary>
    public static Reply Card { get; } = new()
    {
        Title = Text.Of("teams.welcome.title"),
        Parts =
        [
            new Paragraph(Text.Of("teams.welcome.how")),
            new Bullets([Text.Of("teams.welcome.pods"), Text.Of("teams.welcome.why"), Text.Of("teams.welcome.walk")]),
            new Buttons([
                new Button(Text.Of("teams.welcome.help"), "help", ButtonWeight.Primary),
                new Button(Text.Of("teams.welcome.whoami"), "whoami"),
            ]),
        ],
    };
}
