using System.Text;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What of a log is asked for, in the kubelet's order: since, tail, timestamps, bytes.</summary>
internal static class LogText
{
    public static byte[] Cut(string log, LogOptions options, DateTimeOffset now)
    {
        var since = options.SinceTime ?? (options.SinceSeconds is { } seconds ? now.AddSeconds(-seconds) : null);
        IEnumerable<string> lines = log.Split('\n', StringSplitOptions.None).SkipLast(log.EndsWith('\n') ? 1 : 0).Where(l => log.Length > 0);
        // A replacement inherits a log that reaches into its future.
        lines = lines.Where(line => LogLine.Time(line) is not { } at || at <= now);
        if (since is { } from) lines = lines.Where(line => LogLine.Time(line) is not { } at || at >= from);
        if (options.TailLines is { } tail) lines = lines.TakeLast((int)Math.Min(tail, int.MaxValue));
        if (!options.Timestamps) lines = lines.Select(LogLine.Text);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return options.LimitBytes is { } limit && limit < bytes.Length ? bytes[..(int)limit] : bytes;
    }
}
