using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>Registers the walks.</summary>
public static class WalkServices
{
    /// <summary>The use case behind `walk` and `walks`. The host brings IWalkStore, IClusters and IPeople.</summary>
    public static IServiceCollection AddWalks(this IServiceCollection services) => services.AddSingleton<Walks>();
}
