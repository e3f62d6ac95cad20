using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>
/// What a container does, read from its command: the few shell commands that the shop's programs are made of.
/// </summary>
/// <param name="Lines">What it writes.</param>
/// <param name="Ends">After how many seconds it ends; null when it runs on.</param>
/// <param name="ExitCode">With which code.</param>
/// <param name="Reason">Completed, Error, OOMKilled or StartError.</param>
/// <param name="Message">What the runtime says when it does not start.</param>
/// <param name="Port">The TCP port that it serves.</param>
internal sealed partial record ContainerProgram(IReadOnlyList<string> Lines, int? Ends, int ExitCode, string Reason, string? Message, int? Port)
{
    private static readonly string[] CommandFields = ["command", "args"];

    private static readonly HashSet<string> InImage = new(StringComparer.Ordinal)
    {
        "sh", "/bin/sh", "sleep", "httpd", "awk", "nc", "true", "false", "tail", "cat", "echo", "ls", "date", "wget", "top",
    };

    public static ContainerProgram Of(JsonObject container)
    {
        string[] words = [.. CommandFields.SelectMany(f => container[f] as JsonArray ?? []).Select(w => w!.ToString())];
        var image = container["image"]?.ToString() ?? "";
        if (words.Length == 0) return image.EndsWith("web:1.0", StringComparison.Ordinal) ? Serving([], 8080) : Ending([], 1, 0);
        if (!InImage.Contains(words[0]))
        {
            var why = $"failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"{words[0]}\": stat {words[0]}: no such file or directory: unknown";
            return new ContainerProgram([], 0, 128, "StartError", why, null);
        }
        var program = words is ["sh" or "/bin/sh", "-c", var script, ..] ? Script(script, container) : Script(string.Join(' ', words), container);
        return program with { Lines = [.. program.Lines.Select(l => Expand(l, container))] };
    }

    /// <summary>Whether a probe of the kubelet finds what it asks for.</summary>
    public bool Passes(JsonObject? probe, JsonObject container)
    {
        if (probe is null) return true;
        if (probe["exec"]?["command"] is JsonArray command) return Script(string.Join(' ', command.Select(c => c!.ToString())), container) is { ExitCode: 0 };
        var asked = probe["httpGet"] ?? probe["tcpSocket"];
        var port = asked?["port"].Number() ?? (container["ports"] as JsonArray ?? []).FirstOrDefault(p => p?["name"]?.ToString() == asked?["port"]?.ToString())?["containerPort"].Number();
        return port == Port && (asked?["path"]?.ToString() ?? "/") is "/" or "/index.html" or "";
    }

    private static ContainerProgram Script(string script, JsonObject container)
    {
        var lines = new List<string>();
        var seconds = 0;
        foreach (var statement in Statements().Split(script).Select(s => s.Trim()).Where(s => s.Length > 0))
        {
            var words = statement.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "exec") words = words[1..];
            switch (words)
            {
                case ["echo", ..]: lines.Add(Unquoted(statement["echo".Length..].Replace(">&2", "", StringComparison.Ordinal).Trim())); break;
                case ["sleep", var time, ..]:
                    if (!int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var pause) || pause >= 600) return Serving(lines, null);
                    seconds += pause;
                    break;
                case ["exit", var code, ..]: return Ending(lines, seconds, int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exit) ? exit : 0);
                case ["false", ..]: return Ending(lines, seconds, 1);
                case ["awk", ..] or ["tail", "/dev/zero", ..]:
                    return container["resources"]?["limits"]?["memory"] is null ? Serving(lines, null) : new ContainerProgram(lines, Math.Max(1, seconds), 137, "OOMKilled", null, null);
                case ["httpd", ..] or ["nc", ..]:
                    var at = Array.IndexOf(words, "-p");
                    return Serving(lines, at >= 0 && at + 1 < words.Length && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var port) ? port : 80);
                case ["while", ..]: return Serving(lines, null);
                default: break;
            }
        }
        return Ending(lines, Math.Max(1, seconds), 0);
    }

    private static ContainerProgram Serving(IReadOnlyList<string> lines, int? port) => new(lines, null, 0, "", null, port);

    private static ContainerProgram Ending(IReadOnlyList<string> lines, int seconds, int code) =>
        new(lines, Math.Max(1, seconds), code, code == 0 ? "Completed" : "Error", null, null);

    private static string Expand(string line, JsonObject container) => Variable().Replace(line, match =>
        (container["env"] as JsonArray ?? []).FirstOrDefault(e => e?["name"]?.ToString() == match.Groups[1].Value)?["value"]?.ToString() ?? match.Value);

    private static string Unquoted(string text) => text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0]
        ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
        : text;

    // At semicolons, line ends and && that stand outside of quotes.
    [GeneratedRegex("""(?:;|\n|&&)(?=(?:[^"']|"(?:\\.|[^"\\])*"|'[^']*')*$)""")]
    private static partial Regex Statements();

    [GeneratedRegex(@"\$\{?([A-Z_]+)\}?")]
    private static partial Regex Variable();
}
