using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get statefulsets` in a chat.</summary>
internal sealed class ListStatefulSets() : ListCommand<StatefulSet>(Printers.StatefulSet);
