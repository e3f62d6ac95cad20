using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Demo;

/// <summary>What the bot can do on the demo cluster alone.</summary>
internal static class DemoServices
{
    /// <summary>Nothing, unless a cluster of the configuration is the demo cluster.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Clusters:demo:Kind"] == "Demo" && Uri.TryCreate(configuration["Clusters:demo:Server"], UriKind.Absolute, out var address)
            ? services.AddDemoCommands().AddSingleton<IDemoFaults>(_ => new DemoFaults(address))
            : services;
}
