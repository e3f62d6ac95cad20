using System.Text.Json.Serialization;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Replies;

/// <summary>How an answer ended: what a script's exit code and a channel's tone follow.</summary>
public enum Outcome
{
    /// <summary>Answered.</summary>
    Answered,

    /// <summary>Not allowed, or the words were not understood, or nothing could be done: the title says why.</summary>
    Refused,

    /// <summary>There is no such thing.</summary>
    NothingFound,

    /// <summary>The cluster, or the bot itself, failed.</summary>
    Failed,

    /// <summary>Several things are meant: the bot asks which one. Nothing was refused, and nothing done yet.</summary>
    Asked,
}

/// <summary>The weight of an answer, shown by word and symbol and never by colour alone.</summary>
public enum Tone
{
    Plain,
    Good,
    Warning,
    Bad,
}

/// <summary>The same card in several places: a reply with a key replaces what was posted under it before.</summary>
public readonly record struct CardKey(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The pod that an answer is about, for channels that can draw it beside the conversation.</summary>
public sealed record PodName(string Cluster, string Namespace, string Name);

/// <summary>The neutral answer: a title and parts in order. Each channel renders it within its own limits and in its reader's language.</summary>
public sealed record Reply
{
    public Outcome Outcome { get; init; }
    public Tone Tone { get; init; }
    public required Text Title { get; init; }
    public IReadOnlyList<ReplyPart> Parts { get => field ?? []; init; }

    /// <summary>Set for cards that live on (a request, a walk): a later reply of the same key updates every copy.</summary>
    public CardKey? Card { get; init; }

    /// <summary>Which state of the card this is: an older one never takes the place of a newer one. 0: the last to come is the newest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Revision { get; init; }

    /// <summary>The pod that this is about; null when it is about something else, or about several.</summary>
    public PodName? Pod { get; init; }

    /// <summary>A question back: several things match.</summary>
    public static Reply Asking(Text which, PickList choices) => new() { Outcome = Outcome.Asked, Title = which, Parts = [choices] };

    /// <summary>A refusal: nothing was done, and why.</summary>
    public static Reply Refused(Text why, params ReplyPart[] parts) => new() { Outcome = Outcome.Refused, Tone = Tone.Warning, Title = why, Parts = parts };

    /// <summary>Nothing of that name.</summary>
    public static Reply NothingFound(Text what, params ReplyPart[] parts) => new() { Outcome = Outcome.NothingFound, Tone = Tone.Warning, Title = what, Parts = parts };
}

/// <summary>A part of an answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Trail), "trail")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Code), "code")]
[JsonDerivedType(typeof(Buttons), "buttons")]
[JsonDerivedType(typeof(PickList), "pick")]
[JsonDerivedType(typeof(Picture), "picture")]
[JsonDerivedType(typeof(Attachment), "file")]
public abstract record ReplyPart;

/// <summary>A sentence or two. <paramref name="Heading"/> sets it apart as the start of a section.</summary>
public sealed record Paragraph(Text Text, bool Heading = false) : ReplyPart;

/// <summary>The steps that a walk took on the decision tree.</summary>
/// <param name="Words">The same in words.</param>
/// <param name="Steps">In order; the last is where it stands.</param>
public sealed record Trail(Text Words, IReadOnlyList<TrailStep> Steps) : ReplyPart;

/// <summary>A step of a trail.</summary>
/// <param name="Sign">A question's id (P14), or a sign for an end: ✓ nothing is wrong, ! something is to be repaired, ? the tree does not know.</param>
/// <param name="Yes">The answer; null where the walk stands, and where it was skipped.</param>
/// <param name="ByPerson">Whether a person answered.</param>
public sealed record TrailStep(string Sign, bool? Yes, bool ByPerson);

/// <summary>Short texts below each other: evidence, other hypotheses, steps.</summary>
public sealed record Bullets(IReadOnlyList<Text> Items, bool Numbered = false) : ReplyPart;

/// <summary>Names with values.</summary>
public sealed record Facts(IReadOnlyList<Fact> Items) : ReplyPart;

/// <summary>A name with its value.</summary>
public sealed record Fact(Text Name, Text Value);

/// <summary>Rows under columns. Column names follow kubectl and are not translated. All rows are here; a channel shows the
/// first and says how many more there are.</summary>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReplyPart;

/// <summary>Text of the cluster in a fixed-width face: a log, YAML, a command to copy.</summary>
/// <param name="Text">May have many lines; a channel cuts and says so.</param>
/// <param name="Language">yaml, log, shell, json; null for plain text.</param>
/// <param name="Marked">The index of the line that says why, counted from 0.</param>
/// <param name="FileName">A name for the whole as a file.</param>
public sealed record Code(string Text, string? Language = null, int? Marked = null, string? FileName = null) : ReplyPart;

/// <summary>Buttons in order of safety. Pressing one is the same as typing its command.</summary>
public sealed record Buttons(IReadOnlyList<Button> Items) : ReplyPart;

/// <summary>A button.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Command">What pressing it says, as a person would type it. It is trusted as little as typed text.</param>
/// <param name="Weight">Dangerous ones stand last and never have the focus.</param>
public sealed record Button(Text Label, string Command, ButtonWeight Weight = ButtonWeight.Normal);

/// <summary>How a button looks.</summary>
public enum ButtonWeight
{
    Normal,
    Primary,
    Dangerous,
}

/// <summary>Several things match: choose one; choosing is the same as typing its command.</summary>
public sealed record PickList(Text Prompt, IReadOnlyList<Choice> Choices) : ReplyPart;

/// <summary>A line of a pick list.</summary>
public sealed record Choice(Text Label, string Command);

/// <summary>A picture (SVG) with the words that stand for it.</summary>
public sealed record Picture(string Svg, Text Alternative) : ReplyPart;

/// <summary>A file beside the answer.</summary>
public sealed record Attachment(string FileName, string MediaType, string Content) : ReplyPart
{
    /// <summary>The most lines that a message in a chat shows of a file: more would bury what stands around it.</summary>
    public const int ShownLines = 20;

    /// <summary>How many lines it has.</summary>
    [JsonIgnore]
    public int Lines => Content.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
