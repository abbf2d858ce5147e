namespace ApiKeys.Storage;

/// <summary>A setting of the database with which a promise doesn't hold.</summary>
/// <param name="Text">What is set, what follows from it, and what to do.</param>
/// <param name="IsRefused">Whether the host doesn't start with it. Otherwise it is a warning.</param>
internal sealed record SettingProblem(string Text, bool IsRefused);
