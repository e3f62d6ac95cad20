using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatOpsBot.Host.Storage;

/// <summary>Moments are stored as milliseconds since 1970, which every database compares and indexes alike.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
