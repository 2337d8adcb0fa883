using System.Globalization;

namespace CaseFlow.Engine.Expressions;

/// <summary>Numbers as people and registers write them into texts: <c>-12.50</c>; no exponents, no separators of thousands.</summary>
internal static class NumberText
{
    public static bool TryParse(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
