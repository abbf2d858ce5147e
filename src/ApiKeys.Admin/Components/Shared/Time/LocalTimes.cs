using ApiKeys.Admin.Components.Keys;
using Microsoft.JSInterop;
using System.Globalization;

namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>Reads what a date field says as a moment. Only the viewer's browser knows the time zone that is meant.</summary>
internal sealed class LocalTimes(IJSRuntime script)
{
    // The last day that ends within the year 9999 in every time zone.
    private static readonly DateTimeOffset Last = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The moment of a <c>datetime-local</c> field.</summary>
    public Task<FieldTime> MomentAsync(string? value) => ReadAsync("apiKeysTimes.moment", value);

    /// <summary>The end of the day that a <c>date</c> field names.</summary>
    public Task<FieldTime> EndOfDayAsync(string? value) => ReadAsync("apiKeysTimes.endOfDay", value);

    /// <summary>What a <c>datetime-local</c> field shows for a moment; <see langword="null"/> when the browser doesn't answer.</summary>
    public Task<string?> FieldAsync(DateTimeOffset moment) => AskAsync("apiKeysTimes.field", RelativeTimeText.Machine(moment));

    /// <summary>What stands at a field whose date is out of range.</summary>
    /// <param name="from">The first date that can be chosen.</param>
    /// <param name="to">The last one; left out, the last there is.</param>
    public static string OutOfRange(DateTimeOffset from, DateTimeOffset? to = null) =>
        $"This date is out of range. Choose one from {RelativeTimeText.Date(from)} to {RelativeTimeText.Date(to ?? Last)}.";

    private async Task<FieldTime> ReadAsync(string function, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || await AskAsync(function, value) is not { } answer)
        {
            return default;
        }

        // Scripts count further than we do: years before 1 and after 9999 come with a sign.
        return DateTimeOffset.TryParse(answer, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new(moment.ToUniversalTime(), IsOutOfRange: false)
            : new(null, IsOutOfRange: true);
    }

    private async Task<string?> AskAsync(string function, string value)
    {
        try
        {
            return await script.InvokeAsync<string?>(function, value);
        }
        catch (Exception exception) when (exception is JSException or OperationCanceledException)
        {
            // Asked for again at its field; a failed circuit would take what was typed along.
            return null;
        }
    }
}
