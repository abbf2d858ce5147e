namespace ApiKeys.E2ETests.Nodes;

[CollectionDefinition(Cluster.CollectionName)]
public sealed class SharedCluster : ICollectionFixture<Cluster>;
