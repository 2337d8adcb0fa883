using QRCoder;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>A QR code as one path: squares drawn one by one show seams in some viewers.</summary>
internal static class QrPicture
{
    public static void Draw(SKCanvas canvas, string text, float x, float y, float side)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var module = side / rows.Count;
        using var path = new SKPath();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
            {
                var from = column;
                while (column < rows.Count && rows[row][column])
                {
                    column++;
                }

                if (column > from)
                {
                    path.AddRect(new SKRect(x + (from * module), y + (row * module), x + (column * module), y + ((row + 1) * module)));
                }
            }
        }

        using var paint = new SKPaint { Color = SKColors.Black };
        canvas.DrawPath(path, paint);
    }
}
