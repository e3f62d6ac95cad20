using ChatOpsBot.Core.Clusters.Registries;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Registries;

/// <summary>Puts the slice into the container.</summary>
internal static class RegistriesRegistration
{
    /// <summary>The registries of the section "Registries".</summary>
    public static IServiceCollection AddRegistries(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<RegistriesOptions>, RegistriesOptionsValidator>();
        services.AddOptions<RegistriesOptions>().Configure(options => configuration.GetSection(RegistriesOptions.Section).Bind(options.Registries)).ValidateOnStart();
        services.AddHttpClient(ImageRegistries.HttpName, client =>
        {
            // The question has a deadline as a whole.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.MaxResponseContentBufferSize = 1024 * 1024;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("chatopsbot");
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // A redirect would lead the bot to a host that nobody allowed.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        .RemoveAllLoggers();
        services.AddSingleton<IImageRegistry, ImageRegistries>();
        return services;
    }
}
