using System.ComponentModel;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Fills options from a section and goes on after a mistake, so that all of them can be listed. The framework's binder
/// stops at the first, and takes no notice of a misspelt name.</summary>
internal static class SettingsReader
{
    /// <param name="section">The settings.</param>
    /// <param name="target">Options whose properties are simple values or further options.</param>
    /// <param name="problems">Takes a sentence for every setting that is unknown or has an impossible value.</param>
    public static void Read(IConfigurationSection section, object target, ICollection<string> problems)
    {
        var properties = target.GetType().GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
                problems.Add($"{child.Path} is no setting; there are {string.Join(", ", properties.Keys)}.");
            else if (property.PropertyType.IsClass && property.PropertyType != typeof(string) && property.PropertyType != typeof(Uri))
                Read(child, property.GetValue(target)!, problems);
            else if (child.Value is { Length: > 0 } value && Convert(property.PropertyType, value, child.Path, problems) is { } converted)
                property.SetValue(target, converted);
        }
    }

    private static object? Convert(Type type, string value, string path, ICollection<string> problems)
    {
        if (type.IsEnum)
        {
            if (Enum.TryParse(type, value, ignoreCase: true, out var constant) && Enum.IsDefined(type, constant)) return constant;
            problems.Add($"{path} is '{value}'; use one of {string.Join(", ", Enum.GetNames(type).Where(name => name != nameof(ClusterKind.Unknown)))}.");
            return null;
        }
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            problems.Add($"{path} is '{value}', which is no {Name(type)}.");
            return null;
        }
    }

    private static string Name(Type type) =>
        type == typeof(TimeSpan) ? "time (write 00:00:10 for ten seconds)" : type == typeof(bool) ? "true or false" : type.Name;
}
