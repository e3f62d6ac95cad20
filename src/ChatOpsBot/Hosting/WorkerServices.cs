using ChatOpsBot.Core.Conversations;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Registers the workers of `serve`.</summary>
internal static class WorkerServices
{
    /// <summary>Adds the workers and the health of their queues. They need the store, the conversations, the channels and
    /// <see cref="RunDueRequests"/>.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services, Action<WorkerOptions>? configure = null)
    {
        services.AddOptions<WorkerOptions>().ValidateOnStart();
        if (configure is not null) services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptions.Validator>());
        services.TryAddSingleton<Answer>(provider => provider.GetRequiredService<Conversation>().AnswerAsync);
        services.TryAddSingleton<Offer>(provider => provider.GetRequiredService<OfferedCommands>().In);
        services.AddSingleton<WorkerTurn>();
        services.AddHostedService<StoreOpening>();
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<InboxWorker>();
        services.AddHostedService<ExecutionWorker>();
        services.AddHostedService<HousekeepingWorker>();
        services.AddHealthChecks().AddCheck<QueueHealth>("queues");
        return services;
    }
}
