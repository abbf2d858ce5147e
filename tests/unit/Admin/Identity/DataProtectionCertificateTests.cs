using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiKeys.Admin.Identity.CookieKeys;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class DataProtectionCertificateTests : IDisposable
{
    private const string Password = "quite a password";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Certificate_encrypts_the_keys_in_the_database_those_made_before_it_included()
    {
        using var first = AdminApplication.WithOwner();
        var browser = await first.OpenSignedInAsync();
        Assert.Contains("<masterKey", await KeysAsync(first), StringComparison.Ordinal);

        using var second = new AdminApplication(new Dictionary<string, string?>
        {
            [DatabaseConnection.Key] = first.ConnectionString,
            ["DataProtection:CertificateFile"] = WriteCertificate(),
            ["DataProtection:CertificatePassword"] = Password,
        });
        using var signedOut = await browser.On(second).GetAsync("/account");
        await second.OpenSignedInAsync();

        var keys = await KeysAsync(second);
        Assert.Contains("<encryptedSecret", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", keys, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Found, signedOut.StatusCode);
    }

    [Fact]
    public async Task Keys_that_were_encrypted_are_read_after_a_restart()
    {
        using var first = AdminApplication.WithOwner(Settings());
        var browser = await first.OpenSignedInAsync();
        using var second = new AdminApplication(new Dictionary<string, string?>(Settings()) { [DatabaseConnection.Key] = first.ConnectionString });

        using var response = await browser.On(second).GetAsync("/account");

        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Certificate_that_can_not_be_used_is_named_and_its_password_is_not()
    {
        var file = WriteCertificate();
        File.WriteAllText(Path.Combine(_folder.FullName, "text.pfx"), "no certificate");

        foreach (var (path, password) in new[]
        {
            (file, "another password"),
            (Path.Combine(_folder.FullName, "missing.pfx"), Password),
            (Path.Combine(_folder.FullName, "text.pfx"), Password),
        })
        {
            var result = new DataProtectionCertificateValidator().Validate(
                null, new DataProtectionCertificateOptions { CertificateFile = path, CertificatePassword = password });

            Assert.StartsWith($"DataProtection:CertificateFile is '{path}', which can't be used", result.FailureMessage, StringComparison.Ordinal);
            Assert.DoesNotContain(password, result.FailureMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Password_without_a_file_is_refused()
    {
        var result = new DataProtectionCertificateValidator().Validate(null, new DataProtectionCertificateOptions { CertificatePassword = Password });

        Assert.Equal("DataProtection:CertificateFile is missing: DataProtection:CertificatePassword is given", result.FailureMessage);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["DataProtection:CertificateFile"] = WriteCertificate(),
        ["DataProtection:CertificatePassword"] = Password,
    };

    private string WriteCertificate()
    {
        var path = Path.Combine(_folder.FullName, "keys.pfx");
        if (!File.Exists(path))
        {
            using var key = RSA.Create(2048);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = new CertificateRequest("CN=ApiKeys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, Password));
        }

        return path;
    }

    private static async Task<string> KeysAsync(AdminApplication app) => string.Concat(
        await app.InDatabaseAsync(db => db.DataProtectionKeys.Select(key => key.Xml).ToListAsync(TestContext.Current.CancellationToken)));
}
