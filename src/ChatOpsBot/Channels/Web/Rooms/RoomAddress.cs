using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Web.Visitors;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>The rooms' addresses: "room/NAME" for everybody's, "chat/ACCOUNT" for a person's own with the bot.</summary>
internal sealed class RoomAddress(IOptions<WebOptions> options)
{
    /// <summary>The channel's name in addresses.</summary>
    public const string Channel = "web";

    /// <summary>The names of the rooms that everybody shares.</summary>
    public IReadOnlyList<string> Names => options.Value.RoomNames;

    /// <summary>A shared room; null when there is none of that name.</summary>
    public ConversationAddress? Shared(string? name) => name is not null && Names.Contains(name) ? new(Channel, $"room/{name}") : null;

    /// <summary>A person's own chat with the bot.</summary>
    public static ConversationAddress Personal(Visitor visitor) => new(Channel, $"chat/{visitor.Account}");

    /// <summary>Where a window looks: the room that its address names, or the visitor's own chat when it names none.</summary>
    public ConversationAddress? Of(string? room, Visitor visitor) => room is null ? Personal(visitor) : Shared(room);
}
