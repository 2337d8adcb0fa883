using CaseFlow.Core.Register;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Register;

public sealed class CreateModel(RegisterDesk desk, HouseholdRegister register, PageTexts texts) : AccountFormPage(desk, register, texts)
{
    private readonly RegisterDesk desk = desk;

    public override long AccountId => 0;

    public async Task OnGetAsync(CancellationToken cancel) =>
        Form = AccountForm.Empty(await desk.TodayAsync(await desk.WritingAsync(cancel), cancel));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await AnswerAsync(await desk.WritingAsync(cancel), cancel);
}
