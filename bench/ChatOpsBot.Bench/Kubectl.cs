using System.Diagnostics;

namespace ChatOpsBot.Bench;

/// <summary>The baseline: kubectl as a person runs it, with its discovery cache warm.</summary>
internal static class Kubectl
{
    public static async Task<TimeSpan> RunAsync(params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started) : throw new InvalidOperationException($"kubectl exited with {process.ExitCode}.");
    }
}
