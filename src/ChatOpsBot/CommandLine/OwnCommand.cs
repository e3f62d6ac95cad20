namespace ChatOpsBot.Host.CommandLine;

/// <summary>How the program is started where it stands: from its project, by its executable, or by the runtime.</summary>
internal static class OwnCommand
{
    /// <summary>What to type before the program's own arguments, in a shell in any folder.</summary>
    public static string Line { get; } = Of(Environment.ProcessPath, typeof(OwnCommand).Assembly.Location);

    /// <param name="process">The running executable; null when the system does not say.</param>
    /// <param name="assembly">The program's assembly; empty when it is within the executable.</param>
    public static string Of(string? process, string assembly)
    {
        if (Project(assembly) is { } project) return $"dotnet run --project {Quoted(project)} --";
        return process is null || Path.GetFileNameWithoutExtension(process) == "dotnet" ? $"dotnet {Quoted(assembly)}" : Quoted(process);
    }

    /// <summary>A path as one word of a command line.</summary>
    public static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    // PROJECT/bin/CONFIGURATION/FRAMEWORK/ChatOpsBot.dll is a build; a published program may stand anywhere else.
    private static string? Project(string assembly)
    {
        if (assembly.Length == 0) return null;
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(assembly)));
        return folder is not null && Path.GetFileName(folder) == "bin" && Path.GetDirectoryName(folder) is { } project
            && File.Exists(Path.Combine(project, Path.GetFileNameWithoutExtension(assembly) + ".csproj")) ? project : null;
    }
}
