using System.Globalization;
using System.Reflection;
using System.Resources;

namespace ChatOpsBot.Core.Texts;

/// <summary>The texts of every slice, in every language: one resource file a slice, named after the key's first part
/// ("diagnosis.…" stands in Diagnosis/Diagnosis.resx).</summary>
public static class TextCatalog
{
    private static readonly Assembly Assembly = typeof(TextCatalog).Assembly;

    private static readonly Dictionary<string, ResourceManager> Slices = Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
        .Select(name => name[..^".resources".Length])
        .ToDictionary(name => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant(), name => new ResourceManager(name, Assembly));

    /// <summary>The words of a text for a reader.</summary>
    /// <exception cref="MissingTextException">The resources have no such key: a programming error, found by a test.</exception>
    public static string Read(this Reader reader, Text text) => text switch
    {
        Text.Literal literal => literal.Value,
        Text.Keyed keyed => Format(Find(keyed.Key, reader.Locale) ?? throw new MissingTextException(keyed.Key, reader.Locale), reader, keyed.Arguments),
        Text.Moment moment when moment.At > reader.Now =>
            Format(Find("time.moment-ahead", reader.Locale)!, reader, [Clock(moment.At, reader), Age.Of(moment.At - reader.Now)]),
        Text.Moment moment => Format(Find("time.moment", reader.Locale)!, reader, [Clock(moment.At, reader), Age.Of(reader.Now - moment.At)]),
        Text.Span span => Age.Of(span.Length),
        Text.Several several => string.Join(Find("time.separator", reader.Locale), several.Items.Select(reader.Read)),
        _ => throw new ArgumentOutOfRangeException(nameof(text)),
    };

    /// <summary>The resource of a key in a language, with no fall-back to another; null when it is missing.</summary>
    public static string? Find(string key, Locale locale)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Slices.TryGetValue(key[..dot], out var slice)) return null;
        var culture = locale == Locale.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(locale.Tag);
        return slice.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.GetString(key);
    }

    /// <summary>Every key in a language, for completeness tests and generated documents.</summary>
    public static IEnumerable<string> Keys(Locale locale)
    {
        var culture = locale == Locale.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(locale.Tag);
        return Slices.Values
            .Select(slice => slice.GetResourceSet(culture, createIfNotExists: true, tryParents: false))
            .OfType<ResourceSet>()
            .SelectMany(set => set.Cast<System.Collections.DictionaryEntry>())
            .Select(entry => (string)entry.Key);
    }

    private static string Format(string format, Reader reader, IReadOnlyList<Text> arguments) => arguments.Count == 0
        ? format
        : string.Format(CultureInfo.InvariantCulture, format, [.. arguments.Select(reader.Read)]);

    private static string Clock(DateTimeOffset at, Reader reader)
    {
        var local = TimeZoneInfo.ConvertTime(at, reader.Zone);
        var today = TimeZoneInfo.ConvertTime(reader.Now, reader.Zone).Date == local.Date;
        return local.ToString(today ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}

/// <summary>A key that the resources lack.</summary>
public sealed class MissingTextException(string key, Locale locale) : Exception($"No text '{key}' in {locale}.");
