namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Where an operation runs.</summary>
public enum OperationSetting
{
    Alone,
    InsideAnother,
    InsideOneThatFails,
}
