namespace ChatOpsBot.Host.CommandLine;

/// <summary>`check -f FILE` of `ask`: this program reads the file, or its standard input for "-", and the bot gets the text alone.</summary>
internal static class DefinitionFile
{
    /// <summary>The text with the file's content in place of its name; any other text as it is.</summary>
    public static async Task<string> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words is not ["check", ..] || text.Contains('\n', StringComparison.Ordinal)) return text;
        var option = words.FindIndex(word => word is "-f" or "--filename");
        if (option < 0 || option + 1 >= words.Count) return text;
        var name = words[option + 1];
        words.RemoveRange(option, 2);
        var definition = name == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(name, cancellationToken);
        return $"{string.Join(' ', words)}\n{definition}";
    }
}
