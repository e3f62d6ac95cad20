using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Checks every section of the settings before anything that uses one is made, so that all mistakes are named at once.</summary>
internal static class SettingsCheck
{
    /// <exception cref="AggregateException">Several sections are wrong.</exception>
    /// <exception cref="OptionsValidationException">One is.</exception>
    public static void Run(IServiceProvider services) => services.GetService<IStartupValidator>()?.Validate();
}
