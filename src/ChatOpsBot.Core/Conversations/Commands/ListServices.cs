using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get services` in a chat.</summary>
internal sealed class ListServices() : ListCommand<Service>(Printers.Service);
