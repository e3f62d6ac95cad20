namespace ChatOpsBot.Tests.Clusters;

/// <summary>A folder for one test's files.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-test-");

    public string Path => _folder.FullName;

    public string Write(string name, string text)
    {
        var file = this[name];
        File.WriteAllText(file, text);
        return file;
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
