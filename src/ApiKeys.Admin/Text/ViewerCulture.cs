using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ApiKeys.Admin.Text;

/// <summary>
/// Pages write numbers and dates as the viewer's browser asks for; the words stay English. Every language with the Gregorian calendar counts, others
/// get what <see cref="AppCulture"/> says.
/// </summary>
internal static class ViewerCulture
{
    /// <summary>What the scripts of a page write dates in: the culture that its numbers are written in.</summary>
    public static string Locale => CultureInfo.CurrentCulture.Name is { Length: > 0 } name ? name + "-u-nu-latn" : "en-GB";

    public static IServiceCollection AddViewerCulture(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.DefaultThreadCurrentCulture ?? CultureInfo.InvariantCulture);
        options.SupportedCultures =
            [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Where(culture => culture.Name.Length > 0 && culture.Calendar is GregorianCalendar)];
        options.SupportedUICultures = [options.DefaultRequestCulture.UICulture];
        options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
    });

    /// <summary>For pages and their circuits; what programs read is the same for all.</summary>
    public static IApplicationBuilder UseViewerCulture(this IApplicationBuilder app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/admin") && !context.Request.Path.StartsWithSegments("/store"),
        pages => pages.UseRequestLocalization());
}
