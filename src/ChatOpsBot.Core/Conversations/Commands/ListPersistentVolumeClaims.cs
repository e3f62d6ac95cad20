using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get persistentvolumeclaims` in a chat.</summary>
internal sealed class ListPersistentVolumeClaims() : ListCommand<PersistentVolumeClaim>(Printers.PersistentVolumeClaim);
