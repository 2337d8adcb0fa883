using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Infrastructure.Database;

/// <summary>The database in one SQLite file: the embedded default.</summary>
public sealed class SqliteCaseFlowDb(DbContextOptions<SqliteCaseFlowDb> options) : CaseFlowDb(options);
