using ApiKeys.Admin.Transfer;
using ApiKeys.Admin.Transfer.Files;
using ApiKeys.Admin.Transfer.Tables;
using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Transfer;

internal static class TransferActs
{
    public static IInstallationTransfer Transfer(this TestModule module) =>
        new InstallationTransfer(module.Get<IDbContextFactory<ApiKeysDbContext>>(), module.Get<TimeProvider>());

    public static async Task<(byte[] File, TransferSummary Summary)> ExportAsync(this TestModule module)
    {
        using var file = new MemoryStream();
        var summary = await module.Transfer().ExportAsync(file, cancellationToken: TestModule.Cancellation);
        return (file.ToArray(), summary);
    }

    public static async Task<TransferSummary> ImportAsync(this TestModule module, byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await module.Transfer().ImportAsync(stream, cancellationToken: TestModule.Cancellation);
    }

    public static async Task<string> RefusalAsync(this TestModule module, byte[] file) =>
        (await Assert.ThrowsAsync<TransferException>(() => module.ImportAsync(file))).Message;

    /// <summary>The rows of every table, and nothing of the header, which says when and where from.</summary>
    public static string[] Rows(byte[] file) => [.. Lines(file).Skip(1).SkipLast(1).Select(System.Text.Encoding.UTF8.GetString)];

    public static List<byte[]> Lines(byte[] file)
    {
        List<byte[]> lines = [];
        for (var start = 0; start < file.Length;)
        {
            var end = Array.IndexOf(file, (byte)'\n', start) + 1;
            lines.Add(file[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>A file whose checksums agree with what is in it, as nobody but this program writes them.</summary>
    public static async Task<byte[]> ForgeAsync(
        TestModule module, byte[] original, Func<string, string?> row, Func<TransferHeader, TransferHeader>? header = null)
    {
        await using var database = module.OpenDatabase();
        var plan = TransferPlan.Of(database, null);
        using var forged = new MemoryStream();
        var first = TransferHeader.Of(plan, database.Database.ProviderName, module.Time.GetUtcNow());
        await TransferFile.WriteAsync(
            forged,
            header?.Invoke(first) ?? first,
            plan,
            async handle =>
            {
                foreach (var line in Rows(original).Select(line => line.TrimEnd('\n')).Select(row).OfType<string>())
                {
                    await handle(plan.ByName[line.Split('"')[1]], System.Text.Encoding.UTF8.GetBytes(line));
                }
            },
            TestModule.Cancellation);
        return forged.ToArray();
    }

    public static async Task<int> KeysAsync(this TestModule module)
    {
        await using var database = module.OpenDatabase();
        return await database.Set<ApiKey>().CountAsync(TestModule.Cancellation);
    }
}
