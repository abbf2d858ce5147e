namespace ApiKeys.Admin.Text;

/// <summary>Sentences that more than one account page says.</summary>
internal static class Wording
{
    public static string TooManyTries(string ofWhat, TimeSpan wait)
    {
        var minutes = (int)Math.Max(1, Math.Ceiling(wait.TotalMinutes));
        return $"Too many tries {ofWhat}. Wait {minutes} {(minutes == 1 ? "minute" : "minutes")}, then try again.";
    }
}
