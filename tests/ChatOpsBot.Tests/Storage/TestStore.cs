using ChatOpsBot.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Storage;

/// <summary>A store in a file of its own. <see cref="Again"/> opens the same file with another pool, gate and context, as another
/// process would.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly bool owner;
    private readonly ServiceProvider services;

    public TestStore(Action<IServiceCollection>? configure = null)
        : this(System.IO.Path.Combine(Directory.CreateTempSubdirectory("chatops-store-").FullName, "chatops.db"), new(Start), true, configure)
    {
    }

    private TestStore(string path, FakeTimeProvider time, bool owner, Action<IServiceCollection>? configure)
    {
        (Path, Time, this.owner) = (path, time, owner);
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddStorage(options => options.Path = path);
        configure?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public string Path { get; }

    public FakeTimeProvider Time { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IEnumerable<T> All<T>() => services.GetServices<T>();

    public TestStore Again(Action<IServiceCollection>? configure = null) => new(Path, Time, false, configure);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!owner) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
