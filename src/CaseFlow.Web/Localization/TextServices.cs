using CaseFlow.Core.Texts;

namespace CaseFlow.Web.Localization;

/// <summary>Registers the texts of the user interface.</summary>
public static class TextServices
{
    /// <summary>
    /// Loads <c>Texts/*.yaml</c> beside the program. A mistake in them stops the start; a missing key throws in
    /// Development and shows itself in Production.
    /// </summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, IWebHostEnvironment environment)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Texts"), "*.yaml").Order(StringComparer.Ordinal);
        services.AddSingleton(TextCatalog.Load(files, strict: !environment.IsProduction()));
        services.AddHttpContextAccessor();
        services.AddScoped<PageTexts>();
        return services;
    }
}
