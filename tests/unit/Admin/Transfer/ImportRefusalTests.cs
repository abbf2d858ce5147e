using System.Text;
using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Admin.Transfer;

public sealed class ImportRefusalTests
{
    [Fact]
    public async Task A_changed_byte_anywhere_is_found_before_anything_is_touched()
    {
        var file = await FileAsync();
        await using var target = new TestModule();
        var empty = DatabaseSnapshot.TakeAll(target.Path);

        await Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).SampleAsync(
            async (at, change) =>
            {
                var damaged = (byte[])file.Clone();
                damaged[at] ^= change;
                await target.RefusalAsync(damaged);
            },
            iter: 1000,
            threads: 1);

        Assert.Equal(empty, DatabaseSnapshot.TakeAll(target.Path));
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_refused()
    {
        var file = await FileAsync();
        await using var target = new TestModule();
        var firstLine = Array.IndexOf(file, (byte)'\n');

        await Gen.Int[0, file.Length - 1].SampleAsync(
            async length => Assert.Equal(
                length == 0 ? "It is empty." : length < firstLine ? "It is no export of an installation." : "It is cut off: its end is missing. Export again, or copy it again.",
                await target.RefusalAsync(file[..length])),
            iter: 500,
            threads: 1);

        Assert.Equal(0, await target.KeysAsync());
    }

    [Fact]
    public async Task A_file_that_lacks_any_line_or_has_it_twice_or_elsewhere_is_refused()
    {
        var lines = TransferActs.Lines(await FileAsync());
        await using var target = new TestModule();

        for (var i = 0; i < lines.Count; i++)
        {
            await target.RefusalAsync([.. lines.Where((_, at) => at != i).SelectMany(line => line)]);
            await target.RefusalAsync([.. lines.SelectMany((line, at) => at == i ? [.. line, .. line] : line)]);
            await target.RefusalAsync([.. lines.Where((_, at) => at != i).Append(lines[i]).SelectMany(line => line), (byte)'\n']);
        }

        Assert.Equal(0, await target.KeysAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("SQLite format 3\0")]
    [InlineData("{}")]
    [InlineData("[]\n")]
    [InlineData("null\n")]
    [InlineData("{\"format\":\"apikeys-export\"}\n")]
    [InlineData("{\"format\":\"something\",\"version\":1}\n")]
    public async Task What_is_no_export_is_told_so(string text)
    {
        await using var target = new TestModule();

        var message = await target.RefusalAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text.Length == 0 ? "It is empty." : "It is no export of an installation.", message);
    }

    [Fact]
    public async Task A_newer_format_is_named()
    {
        await using var target = new TestModule();
        var file = await TransferActs.ForgeAsync(target, await FileAsync(), row => row, header => header with { Version = 2, Product = "9.1.0" });

        Assert.StartsWith("It was written by a newer version (9.1.0)", await target.RefusalAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_s_columns_are_not_guessed()
    {
        await using var target = new TestModule();
        var file = await TransferActs.ForgeAsync(target, await FileAsync(), row => row, header => header with
        {
            Product = "0.9.0",
            Tables = [.. header.Tables.Select(table => table with { Columns = [.. table.Columns.Where(column => column != "revoke_reason text")] })],
        });

        Assert.StartsWith("It was written by version 0.9.0, which has other tables or columns", await target.RefusalAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_leaves_nothing_of_the_others()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using var target = new TestModule();
        var empty = DatabaseSnapshot.TakeAll(target.Path);

        // Links point to channels that are not there; the keys before them are.
        var file = await TransferActs.ForgeAsync(
            target, (await source.Module.ExportAsync()).File, row => row.StartsWith("[\"apikeys_sales_channels\"", StringComparison.Ordinal) ? null : row);

        Assert.StartsWith("The database doesn't take a row of apikeys_key_sales_channels", await target.RefusalAsync(file), StringComparison.Ordinal);
        Assert.Equal(empty, DatabaseSnapshot.TakeAll(target.Path));
    }

    [Fact]
    public async Task Rows_that_come_back_different_are_not_committed()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using var target = new TestModule();
        var empty = DatabaseSnapshot.TakeAll(target.Path);

        // The same title in another spelling: an export never has it, so what is read back is not what was written.
        var file = await TransferActs.ForgeAsync(
            target, (await source.Module.ExportAsync()).File, row => row.Replace("\"Leaked\"", "\"\\u004ceaked\"", StringComparison.Ordinal));

        Assert.StartsWith("The database gives back other rows of apikeys_", await target.RefusalAsync(file), StringComparison.Ordinal);
        Assert.Equal(empty, DatabaseSnapshot.TakeAll(target.Path));
    }

    [Fact]
    public async Task A_database_in_use_is_not_imported_into()
    {
        var file = await FileAsync();
        await using var target = new TestModule();
        await target.ImportAsync(file);

        var message = await target.RefusalAsync(file);

        Assert.StartsWith("The database is in use: there are rows in ", message, StringComparison.Ordinal);
        Assert.Contains("apikeys_keys", message, StringComparison.Ordinal);
        Assert.Equal(1, await target.KeysAsync());
    }

    [Fact]
    public async Task While_a_process_runs_on_the_database_nothing_is_imported()
    {
        await using var target = new TestModule();
        await Module.Verification.NodeActs.LookAsync(target);

        var message = await target.RefusalAsync(await FileAsync());

        Assert.StartsWith("Processes run on the database: ", message, StringComparison.Ordinal);
        Assert.Equal(0, await target.KeysAsync());
    }

    [Fact]
    public async Task A_reading_that_breaks_off_leaves_the_database_as_it_was()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using var target = new TestModule();
        var empty = DatabaseSnapshot.TakeAll(target.Path);
        using var stream = new BreakingStream((await source.Module.ExportAsync()).File);

        await Assert.ThrowsAsync<IOException>(
            () => target.Transfer().ImportAsync(stream, cancellationToken: TestModule.Cancellation));

        Assert.Equal(empty, DatabaseSnapshot.TakeAll(target.Path));
    }

    private static async Task<byte[]> FileAsync()
    {
        await using var source = new TestModule();
        await source.CreateAsync("Größe 🗝");
        return (await source.ExportAsync()).File;
    }

    /// <summary>Can be read once, and the second time to shortly before its end.</summary>
    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        private int _readings;

        public override long Position
        {
            get => base.Position;
            set
            {
                base.Position = value;
                _readings++;
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _readings == 2 && Position > Length - 2000
                ? throw new IOException("The stick was pulled.")
                : await base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }
}
