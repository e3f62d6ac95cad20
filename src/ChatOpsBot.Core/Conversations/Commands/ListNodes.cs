using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get nodes` in a chat.</summary>
internal sealed class ListNodes() : ListCommand<Node>(Printers.Node);
