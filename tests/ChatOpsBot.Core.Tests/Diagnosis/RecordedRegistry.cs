using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>Registries whose answers a test gives: lines of an image, a word and what goes with it. A plus behind the word says that the
/// registry tells nobody without credentials.</summary>
internal sealed class RecordedRegistry(params IReadOnlyList<string> lines) : IImageRegistry
{
    public List<ImageReference> Asked { get; } = [];

    public static IImageRegistry Of(string file) => File.Exists(file) ? new RecordedRegistry(File.ReadAllLines(file)) : NoImageRegistry.Instance;

    public Task<RegistryAnswer?> AskAsync(ImageReference image, CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add(image);
        return Task.FromResult(lines.Select(line => line.Split(' ')).Where(words => ImageReference.Parse(words[0]) == image).Select(words => Answer(words[1], words[2..])).FirstOrDefault());
    }

    private static RegistryAnswer Answer(string word, string[] rest)
    {
        RegistryAnswer answer = word.TrimEnd('+') switch
        {
            "found" => new RegistryAnswer.Found(rest),
            "no-tag" => new RegistryAnswer.NoTag(rest),
            "no-repository" => new RegistryAnswer.NoRepository(),
            "no-image" => new RegistryAnswer.NoImage(),
            "closed" => new RegistryAnswer.Closed(),
            "refused" => new RegistryAnswer.Refused(),
            "limited" => new RegistryAnswer.Limited(),
            "unreachable" => new RegistryAnswer.Unreachable(string.Join(' ', rest)),
            _ => throw new ArgumentException(word),
        };
        return answer with { WantsCredentials = word.EndsWith('+') };
    }
}
