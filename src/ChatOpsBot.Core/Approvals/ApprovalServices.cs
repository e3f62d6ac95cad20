using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOpsBot.Core.Approvals;

/// <summary>Registers the approvals.</summary>
public static class ApprovalServices
{
    /// <summary>The workflow of requests. The host brings IRequestStore, IPeople, logging, and its <see cref="ApprovalPolicy"/>
    /// (without one, no action is allowed).</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ApprovalPolicy>();
        services.AddSingleton<ApprovalWorkflow>();
        return services;
    }
}
