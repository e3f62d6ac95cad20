using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get ingresses` in a chat.</summary>
internal sealed class ListIngresses() : ListCommand<Ingress>(Printers.Ingress);
