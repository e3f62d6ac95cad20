using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Tests.Hosting;

/// <summary>Scopes by conversation.</summary>
internal sealed class FakeScopes : Dictionary<string, ConversationScope>, IConversationScopes
{
    public ConversationScope Of(ConversationAddress where) => this.GetValueOrDefault(where.Conversation, ConversationScope.None);
}
