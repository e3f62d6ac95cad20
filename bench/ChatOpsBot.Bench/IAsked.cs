namespace ChatOpsBot.Bench;

/// <summary>A bot that can be asked through a chat service; several questions may be under way.</summary>
internal interface IAsked : IAsyncDisposable
{
    /// <summary>Its process.</summary>
    ServeProcess Process { get; }

    /// <summary>From handing the question over to the service having the answer.</summary>
    Task<TimeSpan> AskAsync(string text);
}
