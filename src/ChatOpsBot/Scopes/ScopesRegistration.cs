using ChatOpsBot.Core.Conversations;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Scopes;

/// <summary>Registers what configuration says of the conversations.</summary>
internal static class ScopesRegistration
{
    public static IServiceCollection AddScopes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationsOptions>().Bind(configuration.GetSection(ConversationsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationsOptions>, ConversationsOptionsValidator>();
        services.AddSingleton<IConversationScopes, ConfiguredScopes>();
        return services;
    }
}
