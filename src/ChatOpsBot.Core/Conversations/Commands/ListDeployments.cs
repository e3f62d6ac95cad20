using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get deployments` in a chat.</summary>
internal sealed class ListDeployments() : ListCommand<Deployment>(Printers.Deployment);
