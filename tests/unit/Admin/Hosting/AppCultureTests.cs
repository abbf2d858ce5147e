using System.Globalization;
using ApiKeys.Admin.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class AppCultureTests
{
    [Fact]
    public void Dates_and_numbers_read_the_same_on_every_server()
    {
        using var app = new AdminApplication();
        using var client = app.CreateClient();

        var culture = CultureInfo.DefaultThreadCurrentCulture!;

        var date = new DateTime(2026, 5, 1, 14, 30, 0, DateTimeKind.Utc);
        Assert.Equal("2026-05-01 14:30", date.ToString("g", culture));
        Assert.Equal("1 May 2026", date.ToString("d MMM yyyy", culture));
        Assert.Equal("1,234.5", 1234.5.ToString("N1", culture));
        Assert.Same(culture, CultureInfo.DefaultThreadCurrentUICulture);
    }

    [Fact]
    public void A_server_of_another_country_is_overruled_from_its_first_thread_on()
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("th-TH");

        AppCulture.Use();

        var said = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc).ToString("d MMM yyyy", CultureInfo.CurrentCulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        Assert.Equal("1 May 2026", said);
    }
}
