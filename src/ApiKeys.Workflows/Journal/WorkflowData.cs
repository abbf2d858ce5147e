namespace ApiKeys.Workflows;

/// <summary>Names shared by those who run workflows.</summary>
public static class WorkflowData
{
    /// <summary>The key in <see cref="Exception.Data"/> under which a failed run leaves the id of its execution.</summary>
    public const string ExecutionIdKey = "ApiKeys.ExecutionId";
}
