using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get namespaces` in a chat.</summary>
internal sealed class ListNamespaces() : ListCommand<Namespace>(Printers.Namespace);
