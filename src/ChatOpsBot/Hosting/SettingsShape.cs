using System.ComponentModel;
using System.Reflection;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Clusters;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Compares settings with the options that they are bound to. The framework's binder takes no notice of a misspelt name and
/// stops at the first impossible value; here all of them are found.</summary>
internal static class SettingsShape
{
    /// <summary>A setting that fits nothing.</summary>
    /// <param name="Path">Its full name.</param>
    /// <param name="Problem">The sentence, which starts with the name.</param>
    public sealed record Misfit(string Path, string Problem);

    /// <summary>Every setting below a section that is unknown or has an impossible value.</summary>
    public static IEnumerable<Misfit> Misfits(IConfigurationSection section, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsValue(type)) return [.. Value(section, type), .. section.GetChildren().Select(child => Unknown(child.Path, child.Key, []))];
        if (Entries(type) is var (key, value))
        {
            return section.GetChildren().SelectMany(child => key.IsEnum && !Enum.TryParse(key, child.Key, ignoreCase: true, out _)
                ? [Unknown(child.Path, child.Key, Enum.GetNames(key))]
                : Misfits(child, value));
        }
        if (Elements(type) is { } element) return section.GetChildren().SelectMany(child => Misfits(child, element));

        var properties = Properties(type);
        return section.GetChildren().SelectMany<IConfigurationSection, Misfit>(child => !properties.TryGetValue(child.Key, out var property)
            ? [Unknown(child.Path, child.Key, properties.Keys)]
            : [.. Lone(child, property), .. Misfits(child, property)]);
    }

    /// <summary>The sentence about a name that is none.</summary>
    /// <param name="path">The full name.</param>
    /// <param name="name">Its last part.</param>
    /// <param name="known">The names that would be right there.</param>
    public static Misfit Unknown(string path, string name, IReadOnlyCollection<string> known) => new(path, $"{path} is no setting" + (known.Count == 0
        ? "."
        : Nearest.Of(name, known, limit: 1) is [var near] ? $"; did you mean {near}?" : $"; there are {string.Join(", ", known)}."));

    private static IEnumerable<Misfit> Lone(IConfigurationSection section, Type type)
    {
        if (section.Value is { Length: > 0 } && !IsValue(Nullable.GetUnderlyingType(type) ?? type))
            yield return new(section.Path, $"{section.Path} is '{section.Value}'; it takes {(Elements(type) is null || Entries(type) is not null ? "settings of its own" : "a list")}.");
    }

    private static IEnumerable<Misfit> Value(IConfigurationSection section, Type type)
    {
        if (section.Value is not { } value) yield break;
        if (type.IsEnum)
        {
            if (!Enum.TryParse(type, value, ignoreCase: true, out var constant) || !Enum.IsDefined(type, constant))
                yield return new(section.Path, $"{section.Path} is '{value}'; use one of {string.Join(", ", Enum.GetNames(type).Where(name => name != nameof(ClusterKind.Unknown)))}.");
        }
        else if (!TypeDescriptor.GetConverter(type).IsValid(value)) yield return new(section.Path, $"{section.Path} is '{value}', which is no {Name(type)}.");
    }

    private static bool IsValue(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    // What the binder can set: properties with a setter, and collections that are there already.
    private static Dictionary<string, Type> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite || (!IsValue(property.PropertyType) && Elements(property.PropertyType) is not null))
        .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);

    private static (Type Key, Type Value)? Entries(Type type) =>
        (Arguments(type, typeof(IDictionary<,>)) ?? Arguments(type, typeof(IReadOnlyDictionary<,>))) is [var key, var value] ? (key, value) : null;

    private static Type? Elements(Type type) => Arguments(type, typeof(IEnumerable<>))?[0];

    private static Type[]? Arguments(Type type, Type generic) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic)?.GetGenericArguments();

    private static string Name(Type type) =>
        type == typeof(TimeSpan) ? "time (write 00:00:10 for ten seconds)" : type == typeof(bool) ? "true or false" : type == typeof(int) ? "whole number" : type.Name;
}
