using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>What a command wrote, and its exit code.</summary>
internal sealed record CommandResult(string Output, string Errors = "", int ExitCode = 0);

/// <summary>The commands that a container has of busybox's: those that read, and the shell that runs them one after another.</summary>
internal sealed partial class ContainerShell(ContainerFiles files, ContainerEnvironment environment, TimeProvider clock, bool terminal)
{
    private const int TerminalWidth = 80;

    public static IReadOnlyList<string> Programs { get; } = ["cat", "date", "echo", "env", "false", "hostname", "id", "ls", "ps", "pwd", "sh", "true", "uname", "whoami"];

    public static bool Has(string program) => Programs.Contains(program.StartsWith("/bin/", StringComparison.Ordinal) ? program["/bin/".Length..] : program);

    public CommandResult Run(IReadOnlyList<string> command, string input)
    {
        var words = command.Skip(1).ToList();
        return command[0].Replace("/bin/", "", StringComparison.Ordinal) switch
        {
            "cat" when words.Count == 0 => new CommandResult(input),
            "cat" => Cat(words),
            "date" => new CommandResult(clock.GetUtcNow().ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture) + "\n"),
            "echo" => new CommandResult(string.Join(' ', words) + "\n"),
            "env" => new CommandResult(string.Concat(environment.Variables.Select(v => $"{v.Name}={v.Value}\n"))),
            "false" => new CommandResult("", ExitCode: 1),
            "hostname" => new CommandResult(files.Read("/etc/hostname")!),
            "id" => new CommandResult("uid=0(root) gid=0 groups=0\n"),
            "ls" => Ls(words),
            "ps" => new CommandResult($"PID   USER     COMMAND\n    1 root     {files.Command}\n  109 root     {string.Join(' ', command)}\n"),
            "pwd" => new CommandResult("/\n"),
            "sh" when words is ["-c"] => new CommandResult("", "sh: -c requires an argument\n", 2),
            "sh" when words is ["-c", var script, ..] => Script(script),
            "uname" => new CommandResult(words is ["-a"] ? $"Linux {files.Read("/etc/hostname")!.Trim()} 6.12.0 #1 SMP x86_64 GNU/Linux\n" : "Linux\n"),
            "whoami" => new CommandResult("root\n"),
            _ => new CommandResult(""),
        };
    }

    private CommandResult Cat(List<string> paths)
    {
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        foreach (var path in paths.Where(p => !p.StartsWith('-')))
        {
            if (files.IsDirectory(path)) errors.Append("cat: read error: Is a directory\n");
            else if (files.Read(path) is { } text) output.Append(text);
            else errors.Append(CultureInfo.InvariantCulture, $"cat: can't open '{path}': No such file or directory\n");
        }
        return new CommandResult(output.ToString(), errors.ToString(), errors.Length > 0 ? 1 : 0);
    }

    private CommandResult Ls(List<string> words)
    {
        var flags = string.Concat(words.Where(w => w.StartsWith('-')).Select(w => w[1..]));
        string[] paths = [.. words.Where(w => !w.StartsWith('-')).DefaultIfEmpty("/")];
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        foreach (var path in paths)
        {
            if (!files.IsDirectory(path) && files.Read(path) is null)
            {
                errors.Append(CultureInfo.InvariantCulture, $"ls: {path}: No such file or directory\n");
                continue;
            }
            if (paths.Length > 1 && files.IsDirectory(path)) output.Append(CultureInfo.InvariantCulture, $"{(output.Length > 0 ? "\n" : "")}{path}:\n");
            List<string> names = [.. flags.Contains('a', StringComparison.Ordinal) ? [".", ".."] : Array.Empty<string>(), .. files.IsDirectory(path) ? files.List(path) : [path]];
            output.Append(flags.Contains('l', StringComparison.Ordinal) ? Long(path, names) : terminal && !flags.Contains('1', StringComparison.Ordinal) ? Columns(names) : string.Concat(names.Select(n => $"{n}\n")));
        }
        return new CommandResult(output.ToString(), errors.ToString(), errors.Length > 0 ? 1 : 0);
    }

    private string Long(string path, List<string> names)
    {
        var when = clock.GetUtcNow().ToString("MMM d HH:mm", CultureInfo.InvariantCulture);
        return $"total {names.Count * 4}\n" + string.Concat(names.Select(n =>
        {
            var at = n == path ? path : $"{path}/{n}";
            var directory = n is "." or ".." || files.IsDirectory(at);
            return string.Create(CultureInfo.InvariantCulture, $"{(directory ? "drwxr-xr-x    2" : "-rw-r--r--    1")} root     0        {(directory ? 4096 : Encoding.UTF8.GetByteCount(files.Read(at) ?? "")),9} {when} {n}\n");
        }));
    }

    private static string Columns(List<string> names)
    {
        if (names.Count == 0) return "";
        var width = names.Max(n => n.Length) + 2;
        var columns = Math.Max(1, TerminalWidth / width);
        var rows = (names.Count + columns - 1) / columns;
        return string.Concat(Enumerable.Range(0, rows).Select(row =>
            string.Concat(Enumerable.Range(0, columns).Select(c => (c * rows) + row).Where(i => i < names.Count).Select(i => names[i].PadRight(width))).TrimEnd() + "\n"));
    }

    // One statement after another; && and exit end it early.
    private CommandResult Script(string script)
    {
        var (output, errors, code) = (new StringBuilder(), new StringBuilder(), 0);
        foreach (Match statement in Statements().Matches(script))
        {
            if (statement.Groups["and"].Success && code != 0) continue;
            var text = statement.Groups["text"].Value.Trim();
            if (text.Length == 0) continue;
            var toErrors = text.EndsWith(">&2", StringComparison.Ordinal);
            var words = Words().Matches(toErrors ? text[..^3] : text).Select(Word).ToList();
            if (words is ["exit", ..])
            {
                code = words.Count > 1 && int.TryParse(words[1], CultureInfo.InvariantCulture, out var exit) ? exit : code;
                break;
            }
            var result = Has(words[0]) ? Run(words, "") : new CommandResult("", $"sh: {words[0]}: not found\n", 127);
            (toErrors ? errors : output).Append(result.Output);
            errors.Append(result.Errors);
            code = result.ExitCode;
        }
        return new CommandResult(output.ToString(), errors.ToString(), code);
    }

    private string Word(Match match)
    {
        if (match.Groups["single"].Success) return match.Groups["single"].Value;
        var text = match.Groups["double"].Success ? match.Groups["double"].Value : match.Value;
        return Variable().Replace(text, v => environment[v.Groups[1].Value] ?? "");
    }

    [GeneratedRegex("""(?<and>&&)?\s*(?<text>(?:[^;\n&"']|"[^"]*"|'[^']*'|>&2|&(?!&))+)""")]
    private static partial Regex Statements();

    [GeneratedRegex("""'(?<single>[^']*)'|"(?<double>[^"]*)"|[^\s"']+""")]
    private static partial Regex Words();

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?")]
    private static partial Regex Variable();
}
