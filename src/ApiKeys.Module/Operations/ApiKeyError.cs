namespace ApiKeys;

/// <summary>Why an operation was refused. Nothing was changed.</summary>
/// <param name="Code">The kind of refusal, for programs.</param>
/// <param name="Message">What is wrong, for people. Never holds a token.</param>
/// <param name="Field">The request's field at fault, in camel case; <see langword="null"/> when none is.</param>
/// <param name="SubjectId">The key or sales channel at fault; <see langword="null"/> when none is.</param>
public sealed record ApiKeyError(ApiKeyErrorCode Code, string Message, string? Field = null, string? SubjectId = null);
