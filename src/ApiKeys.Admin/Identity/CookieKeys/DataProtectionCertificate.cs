using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.CookieKeys;

/// <summary>
/// The certificate that encrypts the keys of Data Protection in the database. Without one they are stored in clear. They open nothing by themselves, but whoever reads
/// them can read and write what they seal: the dashboard's cookie, form tokens, the state of open pages.
/// </summary>
internal sealed class DataProtectionCertificateOptions
{
    public const string Section = "DataProtection";

    /// <summary>A PKCS #12 file (<c>.pfx</c>, <c>.p12</c>) with an RSA certificate and its private key.</summary>
    /// <value>The default is none.</value>
    public string? CertificateFile { get; set; }

    /// <summary>The password of the file.</summary>
    /// <value>The default is none.</value>
    public string? CertificatePassword { get; set; }

    public bool IsGiven => !string.IsNullOrEmpty(CertificateFile);

    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="CryptographicException">It isn't such a file, the password is another, or the certificate can't be used.</exception>
    public X509Certificate2 Load()
    {
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(CertificateFile!, CertificatePassword);
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new CryptographicException("It has no RSA certificate with a private key.");
    }
}

internal sealed class DataProtectionCertificateValidator : IValidateOptions<DataProtectionCertificateOptions>
{
    private const string FileKey = DataProtectionCertificateOptions.Section + ":" + nameof(DataProtectionCertificateOptions.CertificateFile);
    private const string PasswordKey = DataProtectionCertificateOptions.Section + ":" + nameof(DataProtectionCertificateOptions.CertificatePassword);

    public ValidateOptionsResult Validate(string? name, DataProtectionCertificateOptions options)
    {
        if (!options.IsGiven)
        {
            return string.IsNullOrEmpty(options.CertificatePassword)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{FileKey} is missing: {PasswordKey} is given");
        }

        try
        {
            options.Load().Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return ValidateOptionsResult.Fail($"{FileKey} is '{options.CertificateFile}', which can't be used (with {PasswordKey}): {problem.Message}");
        }
    }
}
