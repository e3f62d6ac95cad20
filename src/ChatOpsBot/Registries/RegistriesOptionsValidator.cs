using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Registries;

/// <summary>Lists everything that is wrong with the section "Registries" at once. Nothing is asked of a registry, and no password is shown.</summary>
internal sealed partial class RegistriesOptionsValidator : IValidateOptions<RegistriesOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistriesOptions options)
    {
        var problems = options.Registries.SelectMany((registry, at) => Problems($"{RegistriesOptions.Section}:{at}", registry)).Concat(Twice(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string path, RegistryOptions registry)
    {
        if (string.IsNullOrWhiteSpace(registry.Host)) yield return $"{path}:Host is missing; give the registry's host, with its port if images name one.";
        else if (!Host().IsMatch(registry.Host)) yield return $"{path}:Host must be {Wanted}{Shown(registry.Host)}.";
        if (registry.Api is { } api && !Host().IsMatch(api)) yield return $"{path}:Api must be {Wanted}{Shown(api)}.";
        foreach (var host in registry.TokenHosts.Where(host => !Host().IsMatch(host))) yield return $"{path}:TokenHosts takes {Wanted}{Shown(host)}.";
        if (string.IsNullOrEmpty(registry.UserName) && !string.IsNullOrEmpty(registry.Password)) yield return $"{path}:UserName is missing; {path}:Password is of no use alone.";
        if (!string.IsNullOrEmpty(registry.UserName) && string.IsNullOrEmpty(registry.Password)) yield return $"{path}:Password is missing; set it through an environment variable.";
        if (registry.UserName?.Contains(':', StringComparison.Ordinal) == true) yield return $"{path}:UserName cannot have a colon, by which Basic authentication ends it.";
    }

    private const string Wanted = "a host, with or without a port, such as registry.example:5000";

    // Who writes a URL may have written a password into it.
    private static string Shown(string host) => host.Contains('@', StringComparison.Ordinal) ? "" : $", and is '{host}'";

    private static IEnumerable<string> Twice(RegistriesOptions options) => options.Registries.Where(registry => registry.Host.Length > 0)
        .GroupBy(registry => registry.Host, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1 && Host().IsMatch(group.Key))
        .Select(group => $"{RegistriesOptions.Section} names {group.Key} twice.");

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?\z")]
    private static partial Regex Host();
}
