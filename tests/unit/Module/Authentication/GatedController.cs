using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>Controllers must be public to be found.</summary>
[ApiController]
[Route("/gated-controller")]
public sealed class GatedController : ControllerBase
{
    [HttpGet]
    public string Get() => HttpContext.GetApiKey()!.Id;
}
