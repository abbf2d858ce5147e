using ApiKeys.Usage.Callers;
using ApiKeys.Workflows;

namespace ApiKeys.Usage.Flush;

/// <summary>What is to be added to a row of callers.</summary>
internal sealed record CallerTotal(VerificationCode Code, string Route, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Count)
{
    public static CallerTotal Of(CallerUse use) => new(
        use.Code, CallerText.Of(use.Route, CallerConfiguration.RouteMaxLength), use.FirstAt.AsStored(), use.LastAt.AsStored(), use.Count);

    public CallerRecord ToRecord(CallerId id) => new()
    {
        KeyId = id.KeyId,
        IsAccepted = id.IsAccepted,
        Address = id.Address,
        UserAgent = id.UserAgent,
        Route = Route,
        Code = Code,
        FirstAt = FirstAt,
        LastAt = LastAt,
        Count = Count,
    };

    public CallerTotal And(CallerTotal other)
    {
        var latest = other.LastAt >= LastAt ? other : this;
        return latest with { FirstAt = FirstAt < other.FirstAt ? FirstAt : other.FirstAt, Count = Count + other.Count };
    }
}
