using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What the handlers of complaints need of the program.</summary>
public sealed record ComplaintServices(
    IDbContextFactory<CaseFlowDb> Databases,
    DefinitionCatalog Definitions,
    OfficeCalendars Calendars,
    ILetterPainter Painter,
    TextCatalog Texts,
    ComplaintSecret Secrets,
    ServiceHandlerOptions Options,
    IClock Clock);
