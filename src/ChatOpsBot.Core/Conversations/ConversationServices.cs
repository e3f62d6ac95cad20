using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Conversations.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Registers the conversations.</summary>
public static class ConversationServices
{
    /// <summary>Every command of this assembly, the grammar made of them, and what answers with it. The host brings IPeople, IClusters,
    /// IConversationDefaults, IConversationScopes, IAddressBook, IOutbox, ICards, IRequestStore, IAuditLog and logging; needs AddApprovals and AddRemediation.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        AddCommands(services, type => !type.IsSubclassOf(typeof(DemoCommand)));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Grammar>();
        services.AddSingleton<Func<Grammar>>(provider => provider.GetRequiredService<Grammar>);
        services.AddSingleton<TargetResolver>();
        services.AddSingleton<ObjectResolver>();
        services.AddSingleton<Conversation>();
        services.AddSingleton<OfferedCommands>();
        services.AddSingleton<IRequestObserver, RequestCards>();
        services.AddSingleton<WaitingRequests>();
        services.AddSingleton<Exhibits>();
        services.AddSingleton<KnownNames>();
        services.AddSingleton<Completion>();
        services.AddSingleton<CardViews>();
        return services;
    }

    /// <summary>The commands of the demo cluster; the host brings IDemoFaults. Without this call no such command exists.</summary>
    public static IServiceCollection AddDemoCommands(this IServiceCollection services)
    {
        AddCommands(services, type => type.IsSubclassOf(typeof(DemoCommand)));
        return services;
    }

    private static void AddCommands(IServiceCollection services, Func<Type, bool> which)
    {
        foreach (var command in typeof(ChatCommand).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ChatCommand)) && which(type)))
            services.AddSingleton(typeof(ChatCommand), command);
    }
}
