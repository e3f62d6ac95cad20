using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Glossary;

/// <summary>What a container's exit code means: https://tldp.org/LDP/abs/html/exitcodes.html and signal(7).</summary>
internal static class ExitCode
{
    /// <summary>The largest.</summary>
    public const int Largest = 255;

    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [10] = "SIGUSR1",
        [11] = "SIGSEGV",
        [12] = "SIGUSR2",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
    };

    private static readonly HashSet<int> Known = [0, 1, 2, 126, 127, 128, 130, 134, 137, 139, 143, Largest];

    /// <summary>What it means, a sentence each.</summary>
    public static IReadOnlyList<Text> Meaning(int code)
    {
        List<Text> said = [];
        if (code is > 128 and < Largest)
        {
            var signal = code - 128;
            said.Add(Signals.TryGetValue(signal, out var name) ? Text.Of("glossary.exit.signal", signal, name) : Text.Of("glossary.exit.signal-other", signal));
        }
        if (Known.Contains(code)) said.Add(Text.Of(FormattableString.Invariant($"glossary.exit.{code}")));
        return said.Count > 0 ? said : [Text.Of("glossary.exit.own")];
    }

    /// <summary>A pod with a container that ended so, now or the run before.</summary>
    public static Sign Sign(int code) => Glossary.Sign.Pods(pod => pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses)
        .Any(status => status.State.Terminated?.ExitCode == code || status.LastState.Terminated?.ExitCode == code));
}
