namespace ApiKeys.Operations;

internal static class SubjectExtensions
{
    public static void Touch(this ISubject subject, DateTimeOffset now)
    {
        subject.UpdatedAt = now;
        subject.Version = Guid.NewGuid();
    }
}
