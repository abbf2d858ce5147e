namespace ApiKeys.Admin.Components.Keys;

/// <summary>What a date field says.</summary>
/// <param name="Moment">The moment; <see langword="null"/> when the field is empty, holds no date, or one out of range.</param>
/// <param name="IsOutOfRange">Whether it is a date that can't be kept: not within the years 1 to 9999.</param>
internal readonly record struct FieldTime(DateTimeOffset? Moment, bool IsOutOfRange);
