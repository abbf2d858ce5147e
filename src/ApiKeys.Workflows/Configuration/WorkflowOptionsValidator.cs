using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

internal sealed class WorkflowOptionsValidator : IValidateOptions<WorkflowOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkflowOptions options)
    {
        List<string> problems = [.. OptionsSection.Problems(options, "Workflows")];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
