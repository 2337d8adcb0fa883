using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Start;

/// <summary>Invented people in the invented LEBs, and in the real akimats and centres above them, to try the product out. Only in Development.</summary>
public static class DemoData
{
    /// <summary>The password of all of them: it guards nothing.</summary>
    public const string Password = "ayran-kumis-nan";

    private const string Rural = "akm.leb.01";
    private const string City = "akm.leb.05";
    private const string Township = "alm.leb.03";
    private const string District = "akm.akim.19";
    private const string CityAkimat = "akm.akim.02";
    private const string Oblast = "akm.akim.01";
    private const string Centre = "akm.psc.21";
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
        new("chancery-district", "Оспанова", "Мәдина", "Ерланқызы", Languages.Kk, (District, Roles.Chancery)),
        new("head-district", "Төлегенов", "Асхат", "Мұратұлы", Languages.Kk, (District, Roles.Head)),
        new("head-city", "Воронцов", "Сергей", "Викторович", Languages.Ru, (CityAkimat, Roles.Head)),
        new("chancery-oblast", "Мельник", "Татьяна", "Павловна", Languages.Ru, (Oblast, Roles.Chancery)),
        new("head-oblast", "Байжанов", "Қайрат", "Әділұлы", Languages.Kk, (Oblast, Roles.Head)),
        new("clerk-centre", "Садықова", "Айнұр", "Бауыржанқызы", Languages.Kk, (Centre, Roles.Clerk)),
        new("chancery-centre", "Юсупова", "Наргиз", "", Languages.Ru, (Centre, Roles.Chancery)),
        new("head-centre", "Есенов", "Марат", "Талғатұлы", Languages.Kk, (Centre, Roles.Head)),
        new("chancery-rse", "Жақсылықова", "Сәуле", "Нұрғалиқызы", Languages.Kk, (Top, Roles.Chancery)),
        new("head-rse", "Дәулетов", "Ержан", "Сапарұлы", Languages.Kk, (Top, Roles.Head)),
        new("operator", "Қалиева", "Жібек", "Қуанышқызы", Languages.Kk, (Top, Roles.CallCentre)),
        new("manager", "Әбенов", "Тимур", "Серікұлы", Languages.Ru, (Top, Roles.Manager)),
        new("manager1", "Әлиев", "Санжар", "Нұрланұлы", Languages.Kk, (Rural, Roles.Manager)),
        new("manager2", "Иманова", "Гүлмира", "Талғатқызы", Languages.Kk, (Top, Roles.Manager)),
        new("analyst", "Ким", "Ольга", "Сергеевна", Languages.Ru, (Top, Roles.Analyst)),
        new("auditor", "Dzhaksybekov", "Arman", "", Languages.En, (Top, Roles.Auditor)),
        new("admin", "Сәрсенов", "Нұржан", "Ғабитұлы", Languages.Kk, (Top, Roles.Administrator)),
    ];

    /// <summary>A line for each of them, for the console.</summary>
    public static string UserNames => string.Join(
        '\n',
        People.Select(static person => $"  {person.UserName,-17} {string.Join(", ", person.Assignments.Select(static one => $"{one.Role} ({one.Office})"))}"));

    /// <summary>Creates whoever is missing.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CaseFlowDb>();
        var users = services.GetRequiredService<UserManager<User>>();
        var administration = services.GetRequiredService<UserAdministration>();
        var known = await db.Users.Select(static user => user.UserName!).ToListAsync(cancel);
        var wanted = People.SelectMany(static person => person.Assignments).Select(static one => one.Office).Distinct().ToArray();
        var offices = await db.Set<Office>().Where(office => wanted.Contains(office.Code))
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
