namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Tests that run when all others are done, for what others do in the same process would disturb them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is what xunit calls a collection.")]
public sealed class AloneCollection;
