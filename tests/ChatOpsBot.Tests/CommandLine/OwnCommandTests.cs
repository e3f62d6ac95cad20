using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Tests.Clusters;

namespace ChatOpsBot.Tests.CommandLine;

public sealed class OwnCommandTests
{
    [Theory]
    [InlineData("/app/ChatOpsBot", "/app/ChatOpsBot.dll", "/app/ChatOpsBot")]
    [InlineData("/opt/chat ops/ChatOpsBot", "", "\"/opt/chat ops/ChatOpsBot\"")]
    [InlineData("/usr/bin/dotnet", "/app/ChatOpsBot.dll", "dotnet /app/ChatOpsBot.dll")]
    [InlineData(null, "/app/ChatOpsBot.dll", "dotnet /app/ChatOpsBot.dll")]
    [InlineData("/srv/bin/Release/net10.0/ChatOpsBot", "/srv/bin/Release/net10.0/ChatOpsBot.dll", "/srv/bin/Release/net10.0/ChatOpsBot")]
    public void A_published_program_is_called_by_what_runs_it(string? process, string assembly, string command) =>
        Assert.Equal(command, OwnCommand.Of(process, assembly));

    [Fact]
    public void A_build_is_run_from_its_project()
    {
        using var folder = new TempFolder();
        var project = Directory.CreateDirectory(Path.Combine(folder.Path, "src", "ChatOpsBot")).FullName;
        File.WriteAllText(Path.Combine(project, "ChatOpsBot.csproj"), "");
        var assembly = Path.Combine(project, "bin", "Debug", "net10.0", "ChatOpsBot.dll");

        Assert.Equal($"dotnet run --project {project} --", OwnCommand.Of(Path.ChangeExtension(assembly, null), assembly));
    }
}
