using ChatOpsBot.Core.Clusters;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Puts the slice into the container.</summary>
internal static class ClustersRegistration
{
    /// <summary>The clusters of the section "Clusters", with "DefaultCluster" first.</summary>
    public static IServiceCollection AddClusters(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ClustersOptions>, ClustersOptionsValidator>();
        services.AddOptions<ClustersOptions>().Configure(options => Read(configuration, options)).ValidateOnStart();
        services.AddSingleton<KubernetesClusters>();
        services.AddSingleton<IClusters>(provider => provider.GetRequiredService<KubernetesClusters>());
        return services;
    }

    /// <summary>Watches clusters whose settings allow it: for a process that answers many questions.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services) => services.Configure<ClustersOptions>(options => options.Watching = true);

    private static void Read(IConfiguration configuration, ClustersOptions options)
    {
        options.Default = configuration[ClustersOptions.DefaultSetting];
        configuration.GetSection(ClustersOptions.Section).Bind(options.Clusters);
    }
}
