using System.Globalization;

namespace ApiKeys.Admin.Text;

internal static class AppCulture
{
    /// <summary>
    /// One culture for the whole process, whatever the machine's is: the words are English, and with the dates, digits and calendar of
    /// a German or Thai server they would read mixed (what a page shows follows its viewer: ViewerCulture). Numeric dates are ISO's, which no two countries read differently.
    /// </summary>
    public static void Use()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        culture.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        culture.DateTimeFormat.LongTimePattern = "HH:mm:ss";
        culture.DateTimeFormat.FirstDayOfWeek = DayOfWeek.Monday;
        culture = CultureInfo.ReadOnly(culture);

        // This thread's too: it has the machine's already.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
    }
}
