using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get daemonsets` in a chat.</summary>
internal sealed class ListDaemonSets() : ListCommand<DaemonSet>(Printers.DaemonSet);
