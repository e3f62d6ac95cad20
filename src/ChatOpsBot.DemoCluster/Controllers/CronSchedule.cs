using System.Globalization;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A cron expression: five fields, the names of months and days, and the @ words.</summary>
internal sealed class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private static readonly (string Name, int Least, int Most)[] Fields = [("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 6)];

    private readonly HashSet<int>[] _fields;
    private readonly TimeSpan? _every;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronSchedule(HashSet<int>[] fields, TimeSpan? every, bool anyDay, bool anyWeekday)
    {
        _fields = fields;
        _every = every;
        _anyDay = anyDay;
        _anyWeekday = anyWeekday;
    }

    /// <summary>Null, with what is wrong in the parser's words, when it is none.</summary>
    public static CronSchedule? Parse(string text, out string? error)
    {
        error = null;
        if (text.StartsWith("@every ", StringComparison.Ordinal))
        {
            if (Duration(text["@every ".Length..]) is { } every) return new CronSchedule([], every, false, false);
            error = $"failed to parse duration {text}: time: invalid duration \"{text["@every ".Length..]}\"";
            return null;
        }
        if (text.StartsWith('@') && !Words.TryGetValue(text, out _))
        {
            error = $"unrecognized descriptor: {text}";
            return null;
        }
        var parts = Words.GetValueOrDefault(text, text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            error = $"expected exactly 5 fields, found {parts.Length}: [{string.Join(' ', parts)}]";
            return null;
        }
        var fields = new HashSet<int>[Fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = [];
            foreach (var part in parts[i].Split(','))
            {
                error = Range(part, i, fields[i]);
                if (error is not null) return null;
            }
        }
        return new CronSchedule(fields, null, parts[2][0] is '*' or '?', parts[4][0] is '*' or '?');
    }

    /// <summary>The first time after another; null when there is none within the next five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_every is { } every) return after + every;
        var time = new DateTimeOffset(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, after.Offset).AddMinutes(1);
        var end = after.AddYears(5);
        while (time < end)
        {
            if (!_fields[3].Contains(time.Month)) time = new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, time.Offset).AddMonths(1);
            else if (!OnDay(time)) time = new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, time.Offset).AddDays(1);
            else if (!_fields[1].Contains(time.Hour)) time = new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, time.Offset).AddHours(1);
            else if (!_fields[0].Contains(time.Minute)) time = time.AddMinutes(1);
            else return time;
        }
        return null;
    }

    // When both are given, either will do.
    private bool OnDay(DateTimeOffset time)
    {
        var (day, weekday) = (_fields[2].Contains(time.Day), _fields[4].Contains((int)time.DayOfWeek));
        return _anyDay || _anyWeekday ? day && weekday : day || weekday;
    }

    private static string? Range(string part, int field, HashSet<int> values)
    {
        var (_, least, most) = Fields[field];
        var halves = part.Split('/');
        if (halves.Length > 2) return $"too many slashes: {part}";
        var ends = halves[0].Split('-');
        if (ends.Length > 2) return $"too many hyphens: {part}";
        int from = least, to = most;
        if (ends[0] is not ("*" or "?"))
        {
            if (Number(ends[0], field) is not { } first) return Unreadable(ends[0]);
            (from, to) = (first, ends.Length == 2 || halves.Length == 1 ? first : most);
            if (ends.Length == 2)
            {
                if (Number(ends[1], field) is not { } last) return Unreadable(ends[1]);
                to = last;
            }
        }
        var step = 1;
        if (halves.Length == 2 && !int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out step)) return Unreadable(halves[1]);
        if (from < least) return $"beginning of range ({from}) below minimum ({least}): {part}";
        if (to > most) return $"end of range ({to}) above maximum ({most}): {part}";
        if (from > to) return $"beginning of range ({from}) beyond end of range ({to}): {part}";
        if (step == 0) return $"step of range should be a positive number: {part}";
        for (var i = from; i <= to; i += step) values.Add(i);
        return null;
    }

    private static string Unreadable(string text) => $"failed to parse int from {text}: strconv.Atoi: parsing \"{text}\": invalid syntax";

    private static int? Number(string text, int field)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var names = field == 3 ? Months : field == 4 ? Days : [];
        var at = Array.IndexOf(names, text.ToLowerInvariant());
        return at < 0 ? null : field == 3 ? at + 1 : at;
    }

    // Go's duration, for whole units: 5s, 1h30m.
    private static TimeSpan? Duration(string text)
    {
        var total = TimeSpan.Zero;
        var digits = "";
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter)) digits += letter;
            else if (digits.Length > 0 && letter is 'h' or 'm' or 's')
            {
                var amount = int.Parse(digits, CultureInfo.InvariantCulture);
                total += letter == 'h' ? TimeSpan.FromHours(amount) : letter == 'm' ? TimeSpan.FromMinutes(amount) : TimeSpan.FromSeconds(amount);
                digits = "";
            }
            else return null;
        }
        return digits.Length == 0 && total >= TimeSpan.FromSeconds(1) ? total : null;
    }
}
