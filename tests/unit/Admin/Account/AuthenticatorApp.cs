using ApiKeys.UnitTests.Infrastructure;
using OtpNet;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>What a user's phone does: shows the code of the moment.</summary>
internal sealed class AuthenticatorApp(string key, TimeProvider time)
{
    private readonly Totp _totp = new(Base32Encoding.ToBytes(key));

    public string Key => key;

    /// <summary>The code that it shows now.</summary>
    public string Code => CodeAt(TimeSpan.Zero);

    /// <summary>The code that it shows at another moment.</summary>
    public string CodeAt(TimeSpan later) => _totp.ComputeTotp((time.GetUtcNow() + later).UtcDateTime);

    /// <summary>A code that is wrong now, and was or will be within the accepted minutes.</summary>
    public string WrongCode => Enumerable.Range(0, 10).Select(number => number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture))
        .First(code => Enumerable.Range(-3, 7).All(step => CodeAt(TimeSpan.FromSeconds(30 * step)) != code));

    /// <summary>Sets an app up on the account page of a browser that is signed in.</summary>
    public static async Task<(AuthenticatorApp App, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(AdminApplicationClient client, TimeProvider time)
    {
        var page = await client.PageAsync("/account/authenticator");
        var app = new AuthenticatorApp(page.QuerySelector("[data-testid=authenticator-key]")!.TextContent.Replace(" ", "", StringComparison.Ordinal), time);
        using var response = await client.SendAsync(AdminApplicationClient.Form(page, "authenticator"), ("Code", app.Code));
        var done = await AdminApplicationClient.ReadAsync(response);
        return (app, [.. done.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)]);
    }
}
