using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The words of <see cref="WalkAnswer.Answer"/> and the form of <see cref="WalkAnswer.Evidence"/>.</summary>
internal static class WalkAnswers
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Skip = "skip";

    /// <summary>What the bot based an answer on, as it is stored. Logs are left out: they are read anew when they are shown.</summary>
    public static string Write(Answer answer) => JsonSerializer.Serialize(new WalkEvidence(answer.Because, answer.Kubectl), WalkJson.Default.WalkEvidence);

    /// <summary>Reads it back; nothing for a person's answer.</summary>
    public static WalkEvidence Read(WalkAnswer answer) => answer.Evidence is { } json && JsonSerializer.Deserialize(json, WalkJson.Default.WalkEvidence) is { } evidence
        ? evidence : new([], "");

    /// <summary>The answer in words.</summary>
    public static Text Word(string answer) => Text.Of($"walk.answer.{answer}");
}

/// <summary>Stored evidence.</summary>
internal sealed record WalkEvidence(IReadOnlyList<Text> Because, string Kubectl);

/// <summary>The JSON form of stored evidence.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WalkEvidence))]
internal sealed partial class WalkJson : JsonSerializerContext;
