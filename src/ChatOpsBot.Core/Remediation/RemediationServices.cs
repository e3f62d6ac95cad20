using ChatOpsBot.Core.Remediation.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Core.Remediation;

/// <summary>Registers the actions.</summary>
public static class RemediationServices
{
    /// <summary>The actions, asking for them, and carrying them out. Needs AddApprovals; the host brings IClusters and runs
    /// <see cref="ActionExecutor.RunDueAsync"/> from a worker.</summary>
    public static IServiceCollection AddRemediation(this IServiceCollection services) => services
        .AddSingleton<DeletePod>()
        .AddSingleton<IRemediationAction>(provider => provider.GetRequiredService<DeletePod>())
        .AddSingleton<ActionRequests>()
        .AddSingleton<ActionExecutor>();
}
