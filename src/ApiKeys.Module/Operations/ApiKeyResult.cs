using System.Diagnostics.CodeAnalysis;

namespace ApiKeys;

/// <summary>The outcome of an operation: a value, or the reasons why it was refused.</summary>
/// <typeparam name="T">What a successful operation answers with.</typeparam>
public sealed class ApiKeyResult<T>
    where T : class
{
    private ApiKeyResult(T? value, IReadOnlyList<ApiKeyError> errors, bool isRepeat = false)
    {
        Value = value;
        Errors = errors;
        IsRepeat = isRepeat;
    }

    /// <summary>Whether the operation took place.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    /// <summary>The answer, when the operation took place.</summary>
    public T? Value { get; }

    /// <summary>Why nothing was changed; empty when the operation took place.</summary>
    public IReadOnlyList<ApiKeyError> Errors { get; }

    /// <summary>Whether an earlier call of the same transaction id did it; the answer tells how things are now.</summary>
    public bool IsRepeat { get; }

    internal static ApiKeyResult<T> From(T value, bool isRepeat = false) => new(value, [], isRepeat);

    internal static ApiKeyResult<T> From(IReadOnlyList<ApiKeyError> errors) => new(null, errors);
}

/// <summary>Makes <see cref="ApiKeyResult{T}"/>s.</summary>
public static class ApiKeyResult
{
    /// <summary>The operation took place.</summary>
    /// <param name="value">Its answer.</param>
    /// <typeparam name="T">The answer's type.</typeparam>
    public static ApiKeyResult<T> Ok<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return ApiKeyResult<T>.From(value);
    }

    /// <summary>The operation was refused and nothing was changed.</summary>
    /// <param name="errors">At least one reason.</param>
    /// <typeparam name="T">The type of the answer that there is none of.</typeparam>
    /// <exception cref="ArgumentException"><paramref name="errors"/> is empty.</exception>
    public static ApiKeyResult<T> Refused<T>(params IReadOnlyList<ApiKeyError> errors)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 0)
        {
            throw new ArgumentException("A refusal gives at least one reason.", nameof(errors));
        }

        return ApiKeyResult<T>.From(errors);
    }
}
