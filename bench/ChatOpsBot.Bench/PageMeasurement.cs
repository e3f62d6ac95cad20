using Microsoft.Playwright;

namespace ChatOpsBot.Bench;

/// <summary>The page on the demo cluster: from the start to its first answer, from the Enter key to the answer on the screen against
/// kubectl's answer from the same cluster, and the memory with many windows.</summary>
internal static class PageMeasurement
{
    private const int WarmUps = 10;
    private const string Question = "pods -n shop";

    // The first has no window frame, which Chromium draws as pages of its own and which is no part of the page.
    private static readonly string[] Chromiums = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    public static async Task RunAsync(string program, int rounds, int windows)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromiums.Prepend(Environment.GetEnvironmentVariable("CHATOPS_CHROMIUM")).First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        // The browser's own start is no part of the page's.
        await (await browser.NewPageAsync()).GotoAsync("about:blank");

        await using var bot = await ServeProcess.StartAsync(program, """{ "Logging": { "LogLevel": { "Default": "Warning" } } }""", "--demo");
        var window = await PageWindow.OpenAsync(browser, bot.Address);
        await window.AskAsync(Question);
        Console.WriteLine($"start to first answer      {bot.SinceStart.TotalMilliseconds,8:F0} ms");

        var cluster = await File.ReadAllTextAsync(Directory.GetFiles(bot.Folder.FullName, "*.demo-cluster").Single());
        string[] kubectl = ["--server", cluster, "get", "pods", "-n", "shop"];
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await window.AskAsync(Question);
            await Kubectl.RunAsync(kubectl);
        }
        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await window.AskAsync(Question));
            theirs.Add(await Kubectl.RunAsync(kubectl));
        }
        Console.WriteLine($"Enter to answer            {Times.Of(ours)}");
        Console.WriteLine($"kubectl get pods           {Times.Of(theirs)}");
        Console.WriteLine($"ratio of the medians       {Times.Median(ours) / Times.Median(theirs),8:F2}");

        Console.WriteLine($"memory with 1 window       {bot.Memory}");
        for (var open = 1; open < windows; open++) await PageWindow.OpenAsync(browser, bot.Address);
        await window.AskAsync(Question);
        Console.WriteLine($"memory with {windows,2} windows     {bot.Memory}; {bot.PeakMegabytes:F0} MB at the most");
    }
}
