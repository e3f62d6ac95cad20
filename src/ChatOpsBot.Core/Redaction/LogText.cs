using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Redaction;

/// <summary>A container's log made fit to be read by people: without colours, credentials and tricks.</summary>
public static partial class LogText
{
    /// <summary>The clean log. Terminal sequences go first, so that they cannot split a credential in two.</summary>
    public static string Clean(string log) =>
        Neutral.Of(Redactor.Text(Escape().Replace(log, "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')));

    // ECMA-48: control sequences, operating system commands, two-character escapes.
    [GeneratedRegex(@"\x1B(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|[@-Z\\-_])")]
    private static partial Regex Escape();
}
