namespace ChatOpsBot.Host.Channels.Web.Page.Parts;

/// <summary>A key of a YAML document's first level with the lines below it, which can be folded.</summary>
/// <param name="Head">The key's line.</param>
/// <param name="Inner">What stands below it.</param>
internal sealed record YamlBlock(string Head, IReadOnlyList<string> Inner)
{
    /// <summary>From so many lines a block can be folded.</summary>
    public const int WorthFolding = 3;

    /// <summary>From so many lines a block is folded at first.</summary>
    public const int Long = 60;

    /// <summary>Splits a document. Lists may stand as far left as their key.</summary>
    public static IReadOnlyList<YamlBlock> Split(IEnumerable<string> lines)
    {
        List<(string Head, List<string> Inner)> blocks = [];
        foreach (var line in lines)
        {
            if (blocks.Count > 0 && (line.Length == 0 || line[0] is ' ' or '-')) blocks[^1].Inner.Add(line);
            else blocks.Add((line, []));
        }
        return blocks.ConvertAll(block => new YamlBlock(block.Head, block.Inner));
    }
}
