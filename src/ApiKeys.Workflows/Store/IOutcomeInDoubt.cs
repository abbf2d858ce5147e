namespace ApiKeys.Workflows;

/// <summary>An exception after which a change may be in effect, or is still to be undone.</summary>
internal interface IOutcomeInDoubt;
