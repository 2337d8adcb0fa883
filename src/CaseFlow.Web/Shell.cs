using System.Text.Encodings.Web;
using System.Text.Unicode;
using CaseFlow.Web.Access;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Errors;
using CaseFlow.Web.Health;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using CaseFlow.Web.Pages.Register;
using CaseFlow.Web.Pages.Inbox;
using CaseFlow.Web.Pages.Tasks;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace CaseFlow.Web;

/// <summary>The web application around the pages: services and the order of the pipeline.</summary>
public static class Shell
{
    private const string ReadyTag = "ready";

    /// <summary>Registers pages, texts, sign-in and everything that guards them.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        services.AddTexts(environment);
        services.AddScoped<OfficeNames>();
        services.AddScoped<RegisterDesk>();
        services.AddScoped<DueTimes>();
        services.AddScoped<Pages.Incidents.IncidentWords>();
        services.AddScoped<LetterPreviews>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<TaskPanels>();
        services.AddScoped<OfficeFinder>();
        services.AddScoped<ComplaintDesk>();
        services.AddScoped<KnownComplaints>();
        services.AddScoped<ComplaintRegister>();
        services.AddScoped<ComplaintKey>();
        services.AddSingleton<ComplaintGate>();
        services.AddScoped<Pages.Dispatch.ChanceryDesk>();
        services.AddScoped<Pages.Drafts.DraftDesk>();
        services.AddScoped<Pages.Drafts.SaveRefusals>();
        services.AddScoped<Pages.Publications.PublicationDesk>();
        services.AddScoped<Pages.Intake.KnownPeople>();
        services.AddScoped<Pages.Intake.ScanUploads>();
        services.AddSignIn(environment);
        services.AddRateLimits(configuration);
        services.AddRazorPages(PagePermissions.Apply).AddMvcOptions(static options =>
        {
            // What must be filled in says so itself, with a text of ours.
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            Translate(options.ModelBindingMessageProvider);
        });

        // Letters beyond ASCII as they are: escaped, a Kazakh page would be six times as long on the line.
        services.Configure<WebEncoderOptions>(static options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "caseflow.antiforgery";
            options.Cookie.SecurePolicy = SignInServices.Secure(environment);
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "caseflow.notice";
            options.Cookie.SecurePolicy = SignInServices.Secure(environment);
            options.Cookie.IsEssential = true;
        });
        services.Configure<FormOptions>(static options => options.ValueCountLimit = 2000);
        services.AddResponseCompression(static options =>
        {
            // Over TLS too: the only secret a page carries is the anti-forgery token, which differs in every answer.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [ReadyTag]);
        return services;
    }

    /// <summary>Builds the pipeline. The order matters: whatever refuses comes after what gives a refusal its page and its headers.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isStorageFault">True for an exception that says: the database cannot be reached or written.</param>
    public static void UseShell(this WebApplication app, Func<Exception, bool> isStorageFault)
    {
        app.UseSecurityHeaders();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        app.UseResponseCompression();
        app.UseRequestLanguage();
        app.UseErrorPages(isStorageFault);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseRequestSizes();
        app.UseAuthorization();
        app.UsePasswordChange();

        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains(ReadyTag) })
            .AllowAnonymous().DisableRateLimiting();
        app.MapRazorPages().WithStaticAssets();
    }

    /// <summary>What the framework itself says about a field, as keys of our texts.</summary>
    private static void Translate(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor(static (_, _) => "invalid.value");
        messages.SetMissingBindRequiredValueAccessor(static _ => "invalid.required");
        messages.SetMissingKeyOrValueAccessor(static () => "invalid.required");
        messages.SetMissingRequestBodyRequiredValueAccessor(static () => "invalid.required");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(static _ => "invalid.value");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(static () => "invalid.value");
        messages.SetNonPropertyValueMustBeANumberAccessor(static () => "invalid.number");
        messages.SetUnknownValueIsInvalidAccessor(static _ => "invalid.value");
        messages.SetValueIsInvalidAccessor(static _ => "invalid.value");
        messages.SetValueMustBeANumberAccessor(static _ => "invalid.number");
        messages.SetValueMustNotBeNullAccessor(static _ => "invalid.required");
    }
}
