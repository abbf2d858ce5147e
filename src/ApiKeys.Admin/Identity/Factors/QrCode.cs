using System.Drawing;
using QRCoder;

namespace ApiKeys.Admin.Identity.Factors;

internal static class QrCode
{
    /// <summary>A picture of a text, as an SVG element. Black on white in every theme: cameras want it so.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(new Size(200, 200), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
