using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>Prints a table as kubectl's tab writer does: columns as wide as their widest cell and three blanks.</summary>
internal static class KubectlTable
{
    public static string Print(Table table)
    {
        if (table.Columns.Count == 0) return "";
        var rows = table.Rows.Prepend(table.Columns).ToList();
        var widths = table.Columns.Select((_, column) => rows.Max(row => row[column].Length) + 3).ToList();
        return string.Join('\n', rows.Select(row => string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }
}
