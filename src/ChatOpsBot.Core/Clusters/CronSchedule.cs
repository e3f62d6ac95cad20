using System.Globalization;

namespace ChatOpsBot.Core.Clusters;

/// <summary>A CronJob's schedule: five fields or a descriptor such as @daily, as github.com/robfig/cron/v3 reads them.</summary>
public sealed class CronSchedule
{
    // robfig/cron gives up after five years, too: a day that does not come until then never comes.
    private const int LongestDays = (5 * 365) + 2;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly Dictionary<string, string> Descriptors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private readonly HashSet<int> _minutes, _hours, _days, _months, _weekdays;
    private readonly bool _anyDay, _anyWeekday;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(HashSet<int>[] sets, bool anyDay, bool anyWeekday, TimeZoneInfo zone)
    {
        (_minutes, _hours, _days, _months, _weekdays) = (sets[0], sets[1], sets[2], sets[3], sets[4]);
        (_anyDay, _anyWeekday, _zone) = (anyDay, anyWeekday, zone);
    }

    /// <summary>Reads a schedule; null when it cannot be read, or is an interval ("@every 5m").</summary>
    /// <param name="written">spec.schedule.</param>
    /// <param name="zone">spec.timeZone; null: the controller's own, which is UTC nearly everywhere.</param>
    public static CronSchedule? Read(string? written, string? zone)
    {
        var text = (written ?? "").Trim();
        var fields = (Descriptors.GetValueOrDefault(text) ?? text).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "UTC", out var found)) return null;
        var sets = new[] { Set(fields[0], 0, 59, []), Set(fields[1], 0, 23, []), Set(fields[2], 1, 31, []), Set(fields[3], 1, 12, Months), Set(fields[4], 0, 7, Weekdays) };
        if (sets.Any(set => set is null)) return null;
        if (sets[4]!.Contains(7)) sets[4]!.Add(0);
        return new(sets!, fields[2][0] is '*' or '?', fields[4][0] is '*' or '?', found);
    }

    /// <summary>The first time after a moment; null: never.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (after > DateTimeOffset.MaxValue.AddDays(-LongestDays - 2)) return null;
        var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        for (var i = 0; i <= LongestDays; i++)
        {
            var day = local.Date.AddDays(i);
            if (!Has(day)) continue;
            foreach (var hour in _hours.Order())
                foreach (var minute in _minutes.Order())
                {
                    var at = day.AddHours(hour).AddMinutes(minute);
                    // An hour that daylight saving leaves out does not come.
                    if (at <= local || _zone.IsInvalidTime(at)) continue;
                    return new DateTimeOffset(at, _zone.GetUtcOffset(at)).ToUniversalTime();
                }
        }
        return null;
    }

    /// <summary>The times after one moment and up to another, at most so many.</summary>
    public IReadOnlyList<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset until, int most)
    {
        var times = new List<DateTimeOffset>();
        while (times.Count < most && Next(after) is { } next && next <= until) times.Add(after = next);
        return times;
    }

    // cron's old rule: of day and weekday either is enough when both are given.
    private bool Has(DateTime day)
    {
        if (!_months.Contains(day.Month)) return false;
        var (date, weekday) = (_days.Contains(day.Day), _weekdays.Contains((int)day.DayOfWeek));
        return _anyDay || _anyWeekday ? date && weekday : date || weekday;
    }

    private static HashSet<int>? Set(string field, int low, int high, string[] names)
    {
        var set = new HashSet<int>();
        foreach (var part in field.Split(','))
        {
            var halves = part.Split('/');
            var ends = halves[0].Split('-');
            if (halves.Length > 2 || ends.Length > 2) return null;
            int from = low, to = high, step = 1;
            if (halves[0] is not ("*" or "?"))
            {
                if (Number(ends[0], low, names) is not { } first) return null;
                from = first;
                to = halves.Length == 2 ? high : first;
                if (ends.Length == 2)
                {
                    if (Number(ends[1], low, names) is not { } last) return null;
                    to = last;
                }
            }
            if (halves.Length == 2 && (!int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step == 0)) return null;
            if (from < low || to > high || from > to) return null;
            for (var value = from; value <= to; value += step) set.Add(value);
        }
        return set;
    }

    private static int? Number(string word, int low, string[] names)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var at = Array.FindIndex(names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + low;
    }
}
