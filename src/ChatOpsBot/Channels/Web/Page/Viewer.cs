using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Serving;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>Who looks at a message, for everything that is shown of it.</summary>
/// <param name="Reader">Language, zone and the moment from which ages count.</param>
/// <param name="Visitor">Who.</param>
/// <param name="Room">The shared room; null in the visitor's own chat.</param>
/// <param name="Here">The window's address, without a message's number.</param>
/// <param name="Press">Says a button's command; the message is null beside the chat.</param>
public sealed record Viewer(Reader Reader, Visitor Visitor, string? Room, string Here, Func<RoomMessage?, string, Task> Press)
{
    /// <summary>The words of a text.</summary>
    public string Read(Text text) => Reader.Read(text);

    /// <summary>The page's own words.</summary>
    public string Say(string key, params Text[] arguments) => Reader.Read(Text.Of($"web.{key}", arguments));

    /// <summary>The address of a message.</summary>
    public string Link(RoomMessage message) => $"{Here}#m{message.Id}";

    /// <summary>The address of a part's file; null where there is no message that has it.</summary>
    public string? File(RoomMessage? message, int part) => message is null ? null : FileEndpoint.Link(message, part, Room, Visitor.Key);
}
