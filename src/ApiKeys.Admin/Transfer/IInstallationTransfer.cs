using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Admin.Transfer.Tables;


namespace ApiKeys.Admin.Transfer;

/// <summary>Moves a whole installation from one database to another, of whichever product, and makes backups of SQLite files.</summary>
public interface IInstallationTransfer
{
    /// <summary>
    /// Writes everything there is as it was at one moment, while others go on reading and writing. Rows pass through one by one: a million keys take no more memory
    /// than a hundred.
    /// </summary>
    /// <remarks>
    /// There are no tokens in it, for the database has none. There are digests of tokens, and what the host's tables hold: guard it as the database itself.
    /// </remarks>
    /// <param name="destination">Takes the file.</param>
    /// <param name="host">The host's own tables in the same database, which go along; null for none.</param>
    /// <param name="cancellationToken">Cancels; what was written until then is refused by <see cref="ImportAsync"/>.</param>
    /// <returns>What is in it.</returns>
    Task<TransferSummary> ExportAsync(Stream destination, HostTables? host = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a whole installation into a migrated database that has none, in one transaction, and compares number and checksum of the rows of each table, as the
    /// database gives them back, with those of the file before it commits. A failure, a crash included, leaves the database as it was.
    /// </summary>
    /// <param name="source">What <see cref="ExportAsync"/> wrote; it is read twice, and must be able to seek.</param>
    /// <param name="host">The host's own tables in the same database, those that went along; null for none.</param>
    /// <param name="cancellationToken">Cancels, and leaves the database as it was.</param>
    /// <returns>What was in it.</returns>
    /// <exception cref="TransferException">
    /// The file is none of ours, cut off, damaged or of another version, the database is not empty, or processes run on it.
    /// </exception>
    Task<TransferSummary> ImportAsync(Stream source, HostTables? host = null, CancellationToken cancellationToken = default);

    /// <summary>Reads from an export when each of its keys ends or has ended, for example to end them in a restored backup too.</summary>
    /// <param name="source">What <see cref="ExportAsync"/> wrote; it is read twice, and must be able to seek.</param>
    /// <param name="host">The host's own tables that went along; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The keys that have an end, deleted ones included.</returns>
    /// <exception cref="TransferException">The file isn't an export, or it is cut off, damaged or of another version.</exception>
    Task<IReadOnlyList<KeyEnd>> ReadKeyEndsAsync(Stream source, HostTables? host = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies a SQLite database as it was at one moment, everything in its file included but the rows that stay behind, while others go on reading and writing, and
    /// checks the copy.
    /// </summary>
    /// <param name="path">The copy: a file that is empty or not there.</param>
    /// <param name="host">The host's own tables in the same database; null for none, or none that stays behind.</param>
    /// <param name="cancellationToken">Cancels; what was written until then is no backup.</param>
    /// <returns>The number of the last change that is in it.</returns>
    /// <exception cref="TransferException">It is no SQLite database, or the copy is not whole.</exception>
    Task<long> BackupAsync(string path, HostTables? host = null, CancellationToken cancellationToken = default);
}
