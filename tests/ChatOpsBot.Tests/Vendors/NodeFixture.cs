namespace ChatOpsBot.Tests.Vendors;

/// <summary>A script that the tests of a class share; it is started when the first of them asks for it.</summary>
public abstract class NodeFixture(string script) : IAsyncDisposable
{
    private NodeProgram? _program;

    /// <summary>The script; where it cannot run, the test is skipped.</summary>
    internal NodeProgram Program
    {
        get
        {
            Assert.SkipUnless(NodeProgram.IsInstalled, NodeProgram.Needed);
            return _program ??= NodeProgram.Start(script);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_program is not null) await _program.DisposeAsync();
    }
}
