using System.Diagnostics;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Tests.CommandLine;

/// <summary>The program as a person runs it, in a process and a data folder of its own.</summary>
internal sealed class ProgramRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-run");

    /// <summary>Variables of its environment.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Folder => _folder.FullName;

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BotApplication).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["XDG_DATA_HOME"] = Folder;
        start.Environment["HOME"] = Folder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var inherited in new[] { "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "KUBECONFIG" }) start.Environment.Remove(inherited);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
