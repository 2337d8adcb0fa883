using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Start;

/// <summary>Invented people in the invented LEBs, to try the product out. Only in Development.</summary>
public static class DemoData
{
    /// <summary>The password of all of them: it guards nothing.</summary>
    public const string Password = "ayran-kumis-nan";

    private const string Rural = "akm.leb.01";
    private const string City = "akm.leb.05";
    private const string Township = "alm.leb.03";
    private const string Top = "kaz.rse";

    private static readonly Person[] People =
    [
        new("clerk1", "Сейітова", "Айгүл", "Маратқызы", Languages.Kk, (Rural, Roles.Clerk)),
        new("clerk1b", "Ковалёва", "Нина", "Петровна", Languages.Ru, (Rural, Roles.Clerk)),
        new("register1", "Жұмабеков", "Ерлан", "Қайратұлы", Languages.Kk, (Rural, Roles.RegisterSpecialist)),
        new("head1", "Омаров", "Болат", "Сәкенұлы", Languages.Kk, (Rural, Roles.Head)),
        new("chancery1", "Ахметова", "Дина", "Ерболқызы", Languages.Kk, (Rural, Roles.Chancery)),
        new("clerk2", "Тұрсынова", "Әсел", "Нұрланқызы", Languages.Kk, (City, Roles.Clerk)),
        new("register2", "Петров", "Игорь", "Андреевич", Languages.Ru, (City, Roles.RegisterSpecialist)),
        new("head2", "Қасымова", "Гүлнәр", "Бекқызы", Languages.Kk, (City, Roles.Head)),
        new("chancery2", "Ли", "Виктория", "", Languages.Ru, (City, Roles.Chancery)),
        new("clerk3", "Ибраева", "Жанар", "Асқарқызы", Languages.Kk, (Township, Roles.Clerk)),
        new("register3", "Нұрпейісов", "Дәурен", "Талғатұлы", Languages.Kk, (Township, Roles.RegisterSpecialist)),
        new("head3", "Смаилов", "Руслан", "Ғалымұлы", Languages.Kk, (Township, Roles.Head)),
        new("two-offices", "Бекова", "Салтанат", "Оразқызы", Languages.Kk, (Rural, Roles.Clerk), (Rural, Roles.RegisterSpecialist), (City, Roles.Clerk)),
        new("manager", "Әбенов", "Тимур", "Серікұлы", Languages.Ru, (Top, Roles.Manager)),
        new("analyst", "Ким", "Ольга", "Сергеевна", Languages.Ru, (Top, Roles.Analyst)),
        new("auditor", "Dzhaksybekov", "Arman", "", Languages.En, (Top, Roles.Auditor)),
        new("admin", "Сәрсенов", "Нұржан", "Ғабитұлы", Languages.Kk, (Top, Roles.Administrator)),
    ];

    /// <summary>A line for each of them, for the console.</summary>
    public static string UserNames => string.Join(
        '\n',
        People.Select(static person => $"  {person.UserName,-12} {string.Join(", ", person.Assignments.Select(static one => $"{one.Role} ({one.Office})"))}"));

    /// <summary>Creates whoever is missing.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CaseFlowDb>();
        var users = services.GetRequiredService<UserManager<User>>();
        var administration = services.GetRequiredService<UserAdministration>();
        var known = await db.Users.Select(static user => user.UserName!).ToListAsync(cancel);
        var offices = await db.Set<Office>().Where(static office => office.Invented || office.Code == Top)
            .ToDictionaryAsync(static office => office.Code, static office => office.Id, cancel);
        await services.GetRequiredService<DemoHouseholds>().Load(services.GetRequiredService<WorkflowsFolder>().Directory, cancel);
        string? hash = null;
        foreach (var person in People.Where(person => !known.Contains(person.UserName)))
        {
            // One slow hash serves them all, as they share the password.
            hash ??= users.PasswordHasher.HashPassword(new User(), Password);
            var user = person.ToUser(hash);
            var result = await users.CreateAsync(user);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException($"The demo user {person.UserName} was refused: {result.Errors.First().Code}.");
            }

            foreach (var (office, role) in person.Assignments)
            {
                await administration.AssignAsync(user.Id, offices[office], role, actor: null, cancel);
            }
        }
    }

    private sealed record Person(
        string UserName, string Surname, string Name, string Patronymic, string Language, params (string Office, string Role)[] Assignments)
    {
        public User ToUser(string passwordHash) => new()
        {
            UserName = UserName,
            Surname = Surname,
            Name = Name,
            Patronymic = Patronymic,
            Language = Language,
            PasswordHash = passwordHash,
            LockoutEnabled = true,
        };
    }
}
