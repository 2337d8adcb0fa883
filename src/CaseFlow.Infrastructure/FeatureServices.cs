using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Files;
using CaseFlow.Core.Migrating;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Packages;
using CaseFlow.Core.People;
using CaseFlow.Core.Publishing;
using CaseFlow.Core.Register;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Core.Watching;
using CaseFlow.Infrastructure.Jobs;
using CaseFlow.Infrastructure.Letters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Infrastructure;

/// <summary>The features of CaseFlow.Core that pages and handlers use.</summary>
internal static class FeatureServices
{
    /// <summary>
    /// Registers the features. Configuration: <c>Workflows:Folder</c> is where the shipped data lie (by default beside the program);
    /// <c>PublicAddress</c> is where the public reaches this installation (empty: letters
    /// carry no QR code); <c>Mail:Host</c> set means that mail is sent.
    /// </summary>
    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new WorkflowsFolder(configuration["Workflows:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "workflows")));
        services.AddSingleton(new CalendarCache(OfficeCalendars.Set));
        services.AddSingleton<OfficeCalendars>();
        services.AddSingleton<RunningDeadlines>();
        services.AddSingleton<IDueTimes, OfficeDueTimes>();
        services.AddSingleton<HouseholdRegister>();
        services.AddSingleton<HouseholdSearch>();
        services.AddSingleton<DemoHouseholds>();
        services.AddSingleton<HouseholdMatching>();
        services.AddSingleton(new ServiceHandlerOptions(
            configuration["PublicAddress"] ?? "", SendMail: !string.IsNullOrEmpty(configuration["Mail:Host"])));
        services.AddSingleton<IHandlerSource, ServiceHandlers>();
        services.AddScoped<Intake>();
        services.AddSingleton<ComplaintSecret>();
        services.AddScoped<ComplaintIntake>();
        services.AddSingleton<ComplaintServices>();
        services.AddSingleton<IHandlerSource>(static provider => new ComplaintHandlers(
            provider.GetRequiredService<ComplaintServices>(), provider.GetRequiredService<ProcessRunner>));
        services.AddSingleton<ITaskRule, ComplaintTaskRule>();
        services.AddSingleton<ComplaintMessages>();
        services.AddScoped<Journals>();
        services.AddSingleton<AbandonedUploads>();
        services.AddSingleton<UploadJobs>();
        services.AddScoped<Inbox>();
        services.AddScoped<Tasks>();
        services.AddScoped<TaskDrafts>();
        services.AddScoped<ComplaintDraft>();
        services.AddScoped<ComplaintMessages>();
        services.AddScoped<TaskChoices>();
        services.AddScoped<OpenPersonalData>();
        services.AddScoped<CaseSearch>();
        services.AddSingleton<CaseRepairs>();
        services.AddSingleton<Migrations>();
        services.AddSingleton<MigrationPump>();
        services.AddSingleton<Census>();
        services.AddSingleton<WatchJobs>();
        services.AddScoped<Incidents>();
        services.AddSingleton<DispatchRegister>();
        services.AddScoped<DispatchView>();
        services.AddSingleton<PostalListPaper>();
        services.AddScoped<DraftStore>();
        services.AddScoped<PublicationGate>();
        services.AddScoped<Publications>();
        services.AddScoped<PublicationList>();
        services.AddScoped<InForceChanges>();
        services.AddSingleton<PlannedVersions>();
        services.AddScoped<ServicePackages>();
        services.AddScoped<TrialStore>();
        services.AddScoped<WhatIfs>();
        services.AddSingleton(static provider => PackageCheckOptions.Of(provider.GetRequiredService<Handlers>()));
        services.AddSingleton<IAddressLabels, AddressLabelPainter>();
    }
}
