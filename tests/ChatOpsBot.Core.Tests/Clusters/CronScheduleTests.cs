using System.Globalization;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Tests.Clusters;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("*/5 * * * *", "2026-11-25T19:56:51Z", "2026-11-25T20:00:00Z")]
    [InlineData("0 3 * * *", "2026-11-25T19:56:51Z", "2026-11-26T03:00:00Z")]
    [InlineData("30 6 * * mon-fri", "2026-11-27T07:00:00Z", "2026-11-30T06:30:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-25T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 12 * jan,JUL 0", "2026-11-25T00:00:00Z", "2027-01-03T12:00:00Z")]
    [InlineData("@hourly", "2026-11-25T19:00:00Z", "2026-11-25T20:00:00Z")]
    [InlineData("5/20 * * * ?", "2026-11-25T19:26:00Z", "2026-11-25T19:45:00Z")]
    [InlineData("0 0 * * 7", "2026-11-25T00:00:00Z", "2026-11-29T00:00:00Z")]
    public void The_next_time_is_that_of_the_controller(string schedule, string after, string next) =>
        Assert.Equal(At(next), CronSchedule.Read(schedule, null)!.Next(At(after)));

    [Theory]
    [InlineData("0 0 31 2 *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 2 31 2,4,6,9,11 *")]
    public void A_day_that_no_month_has_never_comes(string schedule) => Assert.Null(CronSchedule.Read(schedule, null)!.Next(At("2026-11-25T00:00:00Z")));

    [Fact]
    public void Of_day_and_weekday_either_is_enough() =>
        Assert.Equal(At("2026-11-27T00:00:00Z"), CronSchedule.Read("0 0 31 * fri", null)!.Next(At("2026-11-25T00:00:00Z")));

    [Fact]
    public void A_time_zone_is_kept_through_daylight_saving()
    {
        var schedule = CronSchedule.Read("30 2 * * *", "Europe/Berlin")!;
        Assert.Equal(At("2026-03-28T01:30:00Z"), schedule.Next(At("2026-03-27T12:00:00Z")));
        // 02:30 does not come on the day on which the clocks go forward.
        Assert.Equal(At("2026-03-30T00:30:00Z"), schedule.Next(At("2026-03-28T12:00:00Z")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("* 5-3 * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("a b c d e")]
    [InlineData("@every 5m")]
    public void What_is_no_calendar_is_not_read(string schedule) => Assert.Null(CronSchedule.Read(schedule, null));

    [Fact]
    public void An_unknown_zone_is_not_read() => Assert.Null(CronSchedule.Read("* * * * *", "Middle/Earth"));

    [Fact]
    public void Missed_times_are_counted_up_to_a_limit()
    {
        var schedule = CronSchedule.Read("* * * * *", null)!;
        Assert.Equal(3, schedule.Between(At("2026-11-25T00:00:30Z"), At("2026-11-25T00:03:00Z"), 100).Count);
        Assert.Equal(100, schedule.Between(At("2020-01-01T00:00:00Z"), At("2026-11-25T00:03:00Z"), 100).Count);
    }

    [Fact]
    public void The_end_of_time_is_no_fault() => Assert.Null(CronSchedule.Read("0 0 31 2 *", "Asia/Shanghai")!.Next(DateTimeOffset.MaxValue));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
