using System.Security.Cryptography;

namespace ApiKeys.Workflows;

/// <summary>How often a step is tried, how long it may take, and which failures are worth another try.</summary>
public sealed record StepPolicy
{
    private readonly int _attempts = 1;
    private readonly TimeSpan _backoff = TimeSpan.FromMilliseconds(100);
    private readonly TimeSpan _longestBackoff = TimeSpan.FromSeconds(30);
    private readonly TimeSpan? _timeout;

    /// <summary>What a step follows that says nothing: three attempts, where the database calls its failure transient.</summary>
    public static StepPolicy Default { get; } = new() { Attempts = 3, RetryWhen = TransientFailure.Is };

    /// <summary>How often the step is tried in all.</summary>
    /// <value>The default is 1: no second try; at least 1.</value>
    public int Attempts
    {
        get => _attempts;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _attempts = value;
        }
    }

    /// <summary>
    /// The pause before the second attempt. It doubles with each further one, and each is cut by a random part of up to one half, so that many
    /// that failed together don't come back together.
    /// </summary>
    /// <value>The default is 100 milliseconds; not negative.</value>
    public TimeSpan Backoff
    {
        get => _backoff;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _backoff = value;
        }
    }

    /// <summary>The longest pause between two attempts.</summary>
    /// <value>The default is 30 seconds; not negative.</value>
    public TimeSpan LongestBackoff
    {
        get => _longestBackoff;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _longestBackoff = value;
        }
    }

    /// <summary>
    /// Which failures are worth another attempt; <see langword="null"/> for all. Never asked about a <see cref="PermanentFailureException"/>, a
    /// <see cref="WorkflowRefusedException"/>, a cancellation, a timeout, or a commit whose outcome is unknown: those aren't retried.
    /// </summary>
    public Func<Exception, bool>? RetryWhen { get; init; }

    /// <summary>
    /// How long the step may take, its attempts and pauses included. Then its token is cancelled and the workflow fails with a
    /// <see cref="StepTimedOutException"/>. A step that doesn't heed its token is waited for.
    /// </summary>
    /// <value>
    /// <see langword="null"/>, the default, for <see cref="WorkflowOptions.StepTimeout"/>; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.
    /// </value>
    public TimeSpan? Timeout
    {
        get => _timeout;
        init
        {
            if (value != System.Threading.Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(value));
            }

            _timeout = value;
        }
    }

    internal bool MayRetry(Exception failure, int attempt) => attempt < Attempts && (RetryWhen?.Invoke(failure) ?? true);

    internal TimeSpan PauseAfter(int attempt)
    {
        var pause = Doubled(Backoff, attempt, LongestBackoff);
        return pause - (pause / 2 * (RandomNumberGenerator.GetInt32(1001) / 1000d));
    }

    /// <summary>A pause that doubles with each attempt up to a longest.</summary>
    internal static TimeSpan Doubled(TimeSpan first, int attempt, TimeSpan longest)
    {
        var ticks = first.Ticks * Math.Pow(2, attempt - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }
}
