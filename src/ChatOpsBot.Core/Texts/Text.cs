using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Texts;

/// <summary>Something to be read by a person, not yet in a language: a resource key with arguments, a name taken as it is,
/// a moment, a span. A channel turns it into words for its reader with <see cref="TextCatalog"/>.</summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Text
{
    private Text() { }

    /// <summary>Names, messages and numbers of the cluster: shown as they are.</summary>
    public sealed record Literal(string Value) : Text;

    /// <summary>A text of the resources. The part before the first dot names the slice's resource file.</summary>
    public sealed record Keyed(string Key, IReadOnlyList<Text> Arguments) : Text;

    /// <summary>A moment: the time in the reader's zone with its age, or the time until then, beside it.</summary>
    public sealed record Moment(DateTimeOffset At) : Text;

    /// <summary>A span of time, as kubectl writes ages (5m12s, 3d).</summary>
    public sealed record Span(TimeSpan Length) : Text;

    /// <summary>Several texts in a row, joined as the language joins lists.</summary>
    public sealed record Several(IReadOnlyList<Text> Items) : Text;

    /// <summary>A text of the resources with its arguments for {0}, {1} …</summary>
    public static Text Of(string key, params Text[] arguments) => new Keyed(key, arguments);

    /// <summary>A list of names, joined as the language joins lists.</summary>
    public static Text List(IEnumerable<string> items) => new Several([.. items.Select(item => new Literal(item))]);

    public static implicit operator Text(string? value) => new Literal(value ?? "");
    public static implicit operator Text(int value) => new Literal(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    public static implicit operator Text(long value) => new Literal(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    public static implicit operator Text(DateTimeOffset value) => new Moment(value);
    public static implicit operator Text(TimeSpan value) => new Span(value);
}
