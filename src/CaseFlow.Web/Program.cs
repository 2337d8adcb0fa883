var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapStaticAssets();
app.MapGet("/health/live", () => "ok");
await app.RunAsync();

public partial class Program;
