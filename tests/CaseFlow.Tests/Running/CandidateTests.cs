using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;

namespace CaseFlow.Tests.Running;

/// <summary>To whom the process offers a task, and who finds it in the inbox.</summary>
public class CandidateTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task Several_roles_and_people_find_the_task_and_one_of_them_takes_it(Provider provider)
    {
        using var desk = await Desk.Open(databases, provider, """c:roles="clerk,head" c:users="${deputy}" """);
        var id = await desk.Start(("deputy", Value.Of("marat")));

        Assert.Equal([id], await desk.Group(desk.Clerk));
        Assert.Equal([id], await desk.Group(desk.Head));
        Assert.Equal([id], await desk.Group(desk.Marat));
        Assert.Empty(await desk.Group(desk.Specialist));
        Assert.Empty(await desk.Group(desk.Elsewhere));
        Assert.Equal((1, 1), (await desk.Counts(desk.Marat), await desk.Counts(desk.Head)));
        Assert.Empty(await desk.Bench.Incidents(id));

        Assert.Null(await desk.Claim(desk.Specialist, id));
        Assert.Equal(desk.Marat.UserId, (await desk.Claim(desk.Marat, id))!.AssigneeId);
        Assert.Equal(desk.Marat.UserId, (await desk.Claim(desk.Head, id))!.AssigneeId);
        Assert.Equal([id], await desk.Mine(desk.Marat));
        Assert.Empty(await desk.Group(desk.Clerk));

        Assert.IsType<Committed>(await desk.Bench.Complete(id, "task", actor: desk.Marat.UserId!.Value));
        Assert.Empty(await desk.Mine(desk.Marat));
    }

    [Theory, EveryDatabase]
    public async Task A_task_for_people_alone_is_for_nobody_else(Provider provider)
    {
        using var desk = await Desk.Open(databases, provider, """c:users="marat, Clerk" """);
        var id = await desk.Start();

        Assert.Equal([id], await desk.Group(desk.Marat));
        Assert.Equal([id], await desk.Group(desk.Clerk));
        Assert.Empty(await desk.Group(desk.Head));
    }

    [Theory, EveryDatabase]
    public async Task Whom_the_process_chooses_has_it_and_may_give_it_to_the_others(Provider provider)
    {
        using var desk = await Desk.Open(databases, provider, """c:roles="head" c:assignee="${who}" """);
        var id = await desk.Start(("who", Value.Of("marat")));
        Assert.Equal([id], await desk.Mine(desk.Marat));
        Assert.Empty(await desk.Group(desk.Head));

        Assert.True(await desk.Release(desk.Marat, id));
        Assert.Equal([id], await desk.Group(desk.Head));
        Assert.Equal([id], await desk.Group(desk.Marat));
        Assert.Empty(await desk.Group(desk.Clerk));
    }

    [Theory, EveryDatabase]
    public async Task A_login_that_nobody_of_the_office_has_leaves_the_task_to_its_roles_and_a_manager_is_told(Provider provider)
    {
        using var desk = await Desk.Open(databases, provider, """c:roles="head" c:assignee="${who}" """);
        await Told(desk, "nobody");
        await Told(desk, "elsewhere");
    }

    private static async Task Told(Desk desk, string login)
    {
        var id = await desk.Start(("who", Value.Of(login)));

        Assert.Contains(id, await desk.Group(desk.Head));
        Assert.Equal(0, Assert.Single(await desk.Bench.WorkItems(id)).AssigneeId);
        var incident = Assert.Single(await desk.Bench.Incidents(id));
        Assert.Equal((IncidentSource.WorkItem, RunnerCodes.NoPerson, "task"), (incident.Source, incident.Code, incident.Element));
        Assert.DoesNotContain(login, incident.Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_name_that_the_process_makes_is_kept_and_no_other(Provider provider)
    {
        using var desk = await Desk.Open(databases, provider, """name="Order ${no}" c:due="PT4H" """);
        var id = await desk.Start(("no", Value.Of(17m)));
        var item = Assert.Single(await desk.Bench.WorkItems(id));
        Assert.Equal(("Order 17", Bench.Begin + NodaTime.Duration.FromHours(4)), (item.Name, item.DueAt));

        using var plain = await Desk.Open(databases, provider, """name="Order" """);
        Assert.Equal("", Assert.Single(await plain.Bench.WorkItems(await plain.Start())).Name);
    }

    [Theory, EveryStore]
    public async Task Several_roles_are_candidates_on_every_store(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TestModel.Read("""<startEvent id="s"/><userTask id="task" c:roles="clerk,head"/>""", "s→task"));
        var item = Assert.Single(await bench.WorkItems(await bench.Start()));
        Assert.Equal(WorkItem.SeveralRoles, item.Role);
        Assert.Equal(["clerk", "head"], item.Candidates.OrderBy(one => one.Rank).Select(one => one.Role));
    }

    /// <summary>An office with people, and a process of one task.</summary>
    private sealed class Desk : IDisposable
    {
        private long office;

        public required Bench Bench { get; init; }

        public Scope Clerk { get; private set; } = Scope.Of(0, []);

        public Scope Head { get; private set; } = Scope.Of(0, []);

        public Scope Specialist { get; private set; } = Scope.Of(0, []);

        /// <summary>Works in the office in a role that has no tasks.</summary>
        public Scope Marat { get; private set; } = Scope.Of(0, []);

        /// <summary>A clerk and head of another office.</summary>
        public Scope Elsewhere { get; private set; } = Scope.Of(0, []);

        public static async Task<Desk> Open(TestDatabases databases, Provider provider, string attributes)
        {
            var database = await databases.New(provider);
            var desk = new Desk { Bench = Bench.On(database, TestModel.Read($"""<startEvent id="s"/><userTask id="task" {attributes}/>""", "s→task")) };
            var catalog = new TestCatalog(database, desk.Bench.Clock);
            desk.office = await catalog.Office();
            desk.Clerk = await catalog.Person("clerk", desk.office, Roles.Clerk);
            desk.Head = await catalog.Person("head", desk.office, Roles.Head);
            desk.Specialist = await catalog.Person("specialist", desk.office, Roles.RegisterSpecialist);
            desk.Marat = await catalog.Person("marat", desk.office, Roles.Analyst);
            desk.Elsewhere = await catalog.Person("elsewhere", desk.office + 1_000_000, Roles.Clerk, Roles.Head);
            return desk;
        }

        public async Task<long> Start(params (string Name, Value Value)[] variables)
        {
            var id = Bench.NewCaseId();
            var command = Bench.StartCommand(id, variables) with { New = new NewCase("test", 1, office, office) };
            Assert.IsType<Committed>(await Bench.Runner.Run(command));
            return id;
        }

        public Task<List<long>> Group(Scope scope) => Page(scope, InboxView.Group);

        public Task<List<long>> Mine(Scope scope) => Page(scope, InboxView.Mine);

        public async Task<int> Counts(Scope scope)
        {
            await using var db = Bench.Database!.CreateDbContext();
            return (await new Inbox(db, Bench.Clock).Counts(scope, CancellationToken.None)).Group;
        }

        public async Task<WorkItem?> Claim(Scope scope, long caseId)
        {
            await using var db = Bench.Database!.CreateDbContext();
            return await new Inbox(db, Bench.Clock).Claim(scope, caseId, (await Bench.WorkItems(caseId))[0].No, CancellationToken.None);
        }

        public async Task<bool> Release(Scope scope, long caseId)
        {
            await using var db = Bench.Database!.CreateDbContext();
            return await new Inbox(db, Bench.Clock).Release(scope, caseId, (await Bench.WorkItems(caseId))[0].No, CancellationToken.None);
        }

        public void Dispose() => Bench.Dispose();

        private async Task<List<long>> Page(Scope scope, InboxView view)
        {
            await using var db = Bench.Database!.CreateDbContext();
            return [.. (await new Inbox(db, Bench.Clock).Page(scope, view, new InboxFilter(), after: null, 10, CancellationToken.None)).Rows.Select(row => row.Item.CaseId)];
        }
    }
}
