using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`kubectl get jobs` in a chat.</summary>
internal sealed class ListJobs() : ListCommand<Job>(Printers.Job);
