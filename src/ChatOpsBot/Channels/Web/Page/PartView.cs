using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using Microsoft.AspNetCore.Components;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>Shows one part of a reply.</summary>
public abstract class PartView<TPart> : ComponentBase
    where TPart : ReplyPart
{
    /// <summary>The part.</summary>
    [Parameter, EditorRequired]
    public required TPart Part { get; set; }

    /// <summary>The message that it is a part of; null beside the chat.</summary>
    [Parameter]
    public RoomMessage? Message { get; set; }

    /// <summary>Its place among the message's parts.</summary>
    [Parameter]
    public int At { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Viewer Viewer { get; set; }
}
