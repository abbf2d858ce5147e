using System.Globalization;

namespace ApiKeys.Admin.Text;

/// <summary>Numbers of things, as the user's culture writes them.</summary>
internal static class Counted
{
    /// <summary>"1,234".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>"1 key", "1,234 keys".</summary>
    /// <param name="number">How many there are.</param>
    /// <param name="one">What one of them is called.</param>
    /// <param name="many">What several are called; <see langword="null"/> for <paramref name="one"/> with an "s".</param>
    public static string Of(long number, string one, string? many = null) => number == 1 ? $"1 {one}" : $"{Number(number)} {many ?? one + "s"}";
}
