using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.Identity;
using ChatOpsBot.Host.Registries;
using ChatOpsBot.Host.Scopes;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Checks every section of the settings before anything that uses one is made, so that all mistakes are named at once.</summary>
internal static class SettingsCheck
{
    /// <summary>The bot's own settings and what they are bound to. Whatever stands below them has to be known.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [ClustersOptions.Section] = typeof(Dictionary<string, ClusterOptions>),
        [ClustersOptions.DefaultSetting] = typeof(string),
        [PeopleOptions.Section] = typeof(PeopleOptions),
        [ConversationsOptions.Section] = typeof(ConversationsOptions),
        [ApprovalPolicy.Section] = typeof(ApprovalPolicy),
        [TeamsOptions.Section] = typeof(TeamsOptions),
        [SlackOptions.Section] = typeof(SlackOptions),
        [WebOptions.Section] = typeof(WebOptions),
        [RegistriesOptions.Section] = typeof(List<RegistryOptions>),
        ["Storage"] = typeof(StorageOptions),
        ["Workers"] = typeof(WorkerOptions),
    };

    // What ASP.NET reads in the same files, and the name by which editors find a schema.
    private static readonly string[] Framework = ["Logging", "Urls", "AllowedHosts", "Kestrel", "$schema"];

    /// <summary>The names in settings' files that neither the bot nor ASP.NET knows; the environment may hold anything. To be called
    /// first: what ASP.NET sets for itself later appears in every source.</summary>
    public static IReadOnlyList<string> Strangers(IConfigurationRoot settings)
    {
        string[] known = [.. Sections.Keys, .. Framework];
        return [.. settings.Providers.OfType<FileConfigurationProvider>().SelectMany(file => file.GetChildKeys([], null)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Select(key => $"{file.Source.Path}: {SettingsShape.Unknown(key, key, known).Problem}"))];
    }

    /// <param name="services">The program's parts, with the configuration that they are bound to.</param>
    /// <param name="strangers">What <see cref="Strangers"/> found.</param>
    /// <exception cref="OptionsValidationException">Something is wrong; all of it is named.</exception>
    public static void Run(IServiceProvider services, IReadOnlyList<string> strangers)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var misfits = Sections.SelectMany(section => SettingsShape.Misfits(configuration.GetSection(section.Key), section.Value)).ToList();
        // The binder stops at an impossible value and so would hide what else is wrong. The program ends here all the same.
        foreach (var misfit in misfits) configuration[misfit.Path] = null;
        var others = Invalid(services).Where(problem => !misfits.Exists(misfit => problem.StartsWith(misfit.Path + " ", StringComparison.OrdinalIgnoreCase)));
        List<string> problems = [.. strangers, .. misfits.Select(misfit => misfit.Problem), .. others];
        if (problems.Count > 0) throw new OptionsValidationException("settings", typeof(IConfiguration), problems);
    }

    private static IEnumerable<string> Invalid(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException one)
        {
            return one.Failures;
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(section => section.Failures);
        }
    }
}
