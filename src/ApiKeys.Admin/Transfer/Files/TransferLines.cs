using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ApiKeys.Admin.Transfer.Files;

/// <summary>Reads a file line by line, as bytes: what was damaged must not be mended by a decoder.</summary>
internal static class TransferLines
{
    private const int BufferSize = 1 << 16;

    // Far above any row; what has no line ends is not read into memory whole.
    private const int MaxLength = 1 << 26;

    /// <returns>Each line with its end, good until the next is asked for. The last has none if the file doesn't end with one.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    var next = rest.GetPosition(1, end);
                    yield return Whole(rest.Slice(0, next));
                    rest = rest.Slice(next);
                }

                if (rest.Length > MaxLength)
                {
                    throw new TransferException("It is no export of an installation.");
                }

                if (read.IsCompleted)
                {
                    if (!rest.IsEmpty)
                    {
                        yield return Whole(rest);
                    }

                    yield break;
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static ReadOnlyMemory<byte> Whole(ReadOnlySequence<byte> line) => line.IsSingleSegment ? line.First : line.ToArray();
}
