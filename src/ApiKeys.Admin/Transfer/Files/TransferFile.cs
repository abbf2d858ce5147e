using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ApiKeys.Admin.Transfer.Tables;

namespace ApiKeys.Admin.Transfer.Files;

/// <summary>The format: a line for the header, one for each row, one for the trailer; each is JSON in UTF-8 and ends with a line feed.</summary>
internal static class TransferFile
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    /// <summary>Writes a file whose rows someone else reads.</summary>
    /// <param name="destination">Takes it.</param>
    /// <param name="header">The first line.</param>
    /// <param name="plan">Names the tables.</param>
    /// <param name="readRows">Hands over each row, with its table.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<TransferSummary> WriteAsync(
        Stream destination,
        TransferHeader header,
        TransferPlan plan,
        Func<Func<TransferTable, ReadOnlyMemory<byte>, ValueTask>, Task> readRows,
        CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var checksums = new TableChecksums(plan);
        await WriteLineAsync(header.Write());
        await readRows((table, row) =>
        {
            checksums.Add(table.Name, row.Span);
            return WriteLineAsync(row);
        });

        var summary = checksums.Summary();
        await destination.WriteAsync(new TransferTrailer(summary.Tables, Convert.ToHexStringLower(whole.GetHashAndReset())).Write(), cancellationToken);
        await destination.FlushAsync(cancellationToken);
        return summary;

        async ValueTask WriteLineAsync(ReadOnlyMemory<byte> line)
        {
            whole.AppendData(line.Span);
            whole.AppendData(LineEnd);
            await destination.WriteAsync(line, cancellationToken);
            await destination.WriteAsync(LineEnd, cancellationToken);
        }
    }

    /// <summary>Reads a file to its end, and finds every byte that isn't as it was written.</summary>
    /// <exception cref="TransferException">It is no export, not of this version, cut off, or damaged.</exception>
    public static async Task<TransferSummary> CheckAsync(Stream source, TransferPlan plan, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var checksums = new TableChecksums(plan);
        var (isFirst, isEnded) = (true, false);
        await foreach (var line in TransferLines.ReadAsync(source, cancellationToken))
        {
            if (isFirst)
            {
                TransferHeader.Require(line.Span, plan);
            }

            if (line.Span[^1] != LineEnd[0])
            {
                throw CutOff();
            }

            if (IsTrailer(line.Span) && !isFirst && !isEnded)
            {
                var trailer = new TransferTrailer(checksums.Summary().Tables, Convert.ToHexStringLower(whole.GetCurrentHash()));
                isEnded = line.Span.SequenceEqual(trailer.Write()) ? true : throw Damaged();
            }
            else if (!isFirst)
            {
                var table = isEnded || !IsRow(line.Span) ? null : TableOf(line.Span, plan);
                checksums.Add((table ?? throw Damaged()).Name, line.Span[..^1]);
            }

            isFirst = false;
            whole.AppendData(line.Span);
        }

        return isEnded ? checksums.Summary() : throw (isFirst ? new TransferException("It is empty.") : CutOff());
    }

    /// <summary>The rows of a file that was checked, each with its table.</summary>
    public static async IAsyncEnumerable<(TransferTable Table, ReadOnlyMemory<byte> Row)> RowsAsync(
        Stream source, TransferPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in TransferLines.ReadAsync(source, cancellationToken))
        {
            if (IsRow(line.Span))
            {
                yield return (TableOf(line.Span, plan) ?? throw Damaged(), line[..^1]);
            }
        }
    }

    private static bool IsRow(ReadOnlySpan<byte> line) => line.StartsWith("[\""u8);

    private static bool IsTrailer(ReadOnlySpan<byte> line) => line.StartsWith("{"u8);

    private static TransferTable? TableOf(ReadOnlySpan<byte> line, TransferPlan plan)
    {
        var name = line[2..];
        var end = name.IndexOf((byte)'"');
        return end < 0 ? null : plan.ByName.GetValueOrDefault(Encoding.UTF8.GetString(name[..end]));
    }

    private static TransferException CutOff() => new("It is cut off: its end is missing. Export again, or copy it again.");

    private static TransferException Damaged() => new("It is damaged: its checksums don't agree with what is in it. Copy it again, or export again.");
}
