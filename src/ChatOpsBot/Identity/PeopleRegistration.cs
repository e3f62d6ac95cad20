using ChatOpsBot.Core.Identity;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Identity;

/// <summary>Registers the people of the configuration.</summary>
internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PeopleOptions>().Bind(configuration.GetSection(PeopleOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PeopleOptions>, PeopleOptionsValidator>();
        services.AddSingleton<IPeople, ConfiguredPeople>();
        return services;
    }
}
