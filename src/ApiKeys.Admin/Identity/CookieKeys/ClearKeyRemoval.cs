using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.CookieKeys;

/// <summary>
/// Removes the keys of Data Protection that were stored before there was a certificate. They are in clear and would be used for months. New ones are made, and
/// everyone signs in again.
/// </summary>
internal sealed class ClearKeyRemoval(
    IDbContextFactory<AdminDbContext> contexts, IOptions<DataProtectionCertificateOptions> options) : IHostedService
{
    // The element that an encryptor makes of what is secret in a key.
    private const string EncryptedElement = "<encryptedSecret";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsGiven)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.DataProtectionKeys.Where(key => !key.Xml!.Contains(EncryptedElement)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
