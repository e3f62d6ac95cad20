using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>How the workers work. The defaults suit a bot of a few hundred people.</summary>
public sealed class WorkerOptions
{
    /// <summary>How many conversations are answered at once, and how many are sent to at once; 1 to 1000.</summary>
    public int Conversations { get; set; } = 32;

    /// <summary>How often workers look for what another process wrote, or what has become due; 100 ms to 1 min.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An answer that takes longer is announced by the channel's sign of work.</summary>
    public TimeSpan ShowWorkingAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A channel that has not sent by then has failed.</summary>
    public TimeSpan PostDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this, a message that is put off is given up.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Finds what is wrong with the options.</summary>
    internal sealed class Validator : IValidateOptions<WorkerOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, WorkerOptions options)
        {
            List<string> mistakes = [];
            if (options.Conversations is < 1 or > 1000) mistakes.Add($"Workers:Conversations is {options.Conversations}; it must be 1 to 1000.");
            if (options.Poll < TimeSpan.FromMilliseconds(100) || options.Poll > TimeSpan.FromMinutes(1))
                mistakes.Add($"Workers:Poll is {options.Poll}; it must be 00:00:00.1 to 00:01:00.");
            if (options.ShowWorkingAfter <= TimeSpan.Zero) mistakes.Add($"Workers:ShowWorkingAfter is {options.ShowWorkingAfter}; it must be more than zero.");
            if (options.PostDeadline <= TimeSpan.Zero) mistakes.Add($"Workers:PostDeadline is {options.PostDeadline}; it must be more than zero.");
            if (options.GiveUpAfter <= TimeSpan.Zero) mistakes.Add($"Workers:GiveUpAfter is {options.GiveUpAfter}; it must be more than zero.");
            return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
        }
    }
}
