using System.Globalization;

namespace ChatOpsBot.Tests.Faults;

/// <summary>How many events go through each fault, and what has to become of them.</summary>
internal static class Events
{
    /// <summary>CHATOPS_FAULT_EVENTS; a few hundred unless it says otherwise.</summary>
    public static int Count { get; } = int.Parse(Environment.GetEnvironmentVariable("CHATOPS_FAULT_EVENTS") ?? "300", CultureInfo.InvariantCulture);

    /// <summary>None of the expected is missing, none is there twice, and nothing else is there.</summary>
    public static void AreOnce(IEnumerable<int> expected, IEnumerable<int> seen)
    {
        var times = seen.CountBy(number => number).ToDictionary();
        var wanted = expected.ToHashSet();
        Assert.Equal(
            new { Lost = "", Twice = "", Strange = "" },
            new
            {
                Lost = List(wanted.Where(number => !times.ContainsKey(number))),
                Twice = List(times.Where(pair => pair.Value > 1).Select(pair => pair.Key)),
                Strange = List(times.Keys.Where(number => !wanted.Contains(number))),
            });
    }

    private static string List(IEnumerable<int> numbers) => string.Join(' ', numbers.Order().Take(20));
}
