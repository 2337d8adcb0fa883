using System.Globalization;
using CaseFlow.Faults;

// mail SMTP-PORT USER PASSWORD: sends one mail over STARTTLS, trusting what this process is told to trust.
if (args is ["mail", var mailPort, var user, var password])
{
    return await OneMail.Send(int.Parse(mailPort, CultureInfo.InvariantCulture), user, password);
}

// worker DATABASE SMTP-PORT CASES [SEED]: with a seed it kills itself at a point that the seed chooses.
if (args is not ["worker", var database, var port, var cases, .. var rest] || rest.Length > 1)
{
    await Console.Error.WriteLineAsync("worker DATABASE SMTP-PORT CASES [SEED]");
    return 2;
}

var crash = rest is [var seed] ? CrashPoints.FromSeed(int.Parse(seed, CultureInfo.InvariantCulture)) : CrashPoints.None;
await using var worker = new Worker(database, int.Parse(port, CultureInfo.InvariantCulture), crash);
await worker.Run(int.Parse(cases, CultureInfo.InvariantCulture));
return 0;
