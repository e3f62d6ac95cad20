using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>The first message of every room: what to try.</summary>
internal static class Welcome
{
    /// <summary>The message.</summary>
    public static Reply Card { get; } = new()
    {
        Title = Text.Of("web.welcome.title"),
        Parts =
        [
            new Paragraph(Text.Of("web.welcome.how")),
            new Bullets([Text.Of("web.welcome.pods"), Text.Of("web.welcome.why"), Text.Of("web.welcome.walk")]),
            new Buttons(
            [
                new Button(Text.Of("web.welcome.button-why"), "why -A", ButtonWeight.Primary),
                new Button(Text.Of("web.welcome.button-pods"), "pods -A --bad"),
                new Button(Text.Of("web.welcome.button-help"), "help"),
            ]),
        ],
    };
}
