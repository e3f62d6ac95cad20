using System.Threading.Channels;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Storage;

/// <summary>Tells the workers of this process at once that there is work. What it says may be lost (the workers also look every
/// second, because another process may have written), so it is bounded and never blocks.</summary>
internal sealed class Signals
{
    private readonly Channel<ReceivedIntent?> received = Make<ReceivedIntent?>(1024);
    private readonly Channel<ConversationAddress?> toSend = Make<ConversationAddress?>(1024);
    private readonly Channel<bool> requestChanged = Make<bool>(1);

    /// <summary>An intent was received, in the order of commits; null: look.</summary>
    public Channel<ReceivedIntent?> Received => received;

    /// <summary>There is something to send to a conversation; null: look.</summary>
    public Channel<ConversationAddress?> ToSend => toSend;

    /// <summary>A request changed its state.</summary>
    public Channel<bool> RequestChanged => requestChanged;

    /// <summary>Says that there is something to send to these conversations.</summary>
    public void Send(IEnumerable<ConversationAddress> conversations)
    {
        foreach (var where in conversations) toSend.Writer.TryWrite(where);
    }

    private static Channel<T> Make<T>(int capacity) => Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
}
