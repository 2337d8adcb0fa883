using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Dispatch;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Dispatch;

/// <summary>How letters leave the house, and what their cases are told of it (P24.3).</summary>
public class DispatchRegisterTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    [Requirement("P24.3")]
    public async Task A_reply_goes_from_state_to_state_and_each_is_on_record(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.EnvelopedAsync();
        desk.Bench.Clock.Advance(Duration.FromMinutes(5));

        var result = await desk.HandAsync(item, "rr 123 456 785 kz");

        var now = await desk.NowAsync(item);
        var steps = await desk.StepsAsync(item);
        Assert.Equal((DispatchState.Handed, "RR123456785KZ", result.ListId), (now.State, now.TrackingNumber, now.ListId));
        Assert.Equal([DispatchState.Waiting, DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped, DispatchState.Handed], steps.Select(static step => step.State));
        Assert.Equal([0, .. Enumerable.Repeat(desk.Chancery.UserId!.Value, 4)], steps.Select(static step => step.By));
        Assert.Equal(now.HandedAt, steps[^1].At);
    }

    [Theory, EveryDatabase]
    [Requirement("P24.3")]
    public async Task Handing_a_reply_to_the_post_and_telling_its_case_are_one_commit(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.HandedAsync("RR200000001KZ");

        Assert.Equal("arrives", await desk.StandsAt(item));
        var step = (await desk.Bench.History(item.CaseId))[^1];
        Assert.Equal(("message", desk.Chancery.UserId!.Value, (await desk.NowAsync(item)).HandedAt), (step.Kind, step.ActorId, (Instant?)step.At));
        await desk.Bench.CheckHistory(item.CaseId);
    }

    [Theory, EveryDatabase]
    public async Task Two_who_hand_over_one_letter_do_it_once(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.EnvelopedAsync();
        var numbers = new Dictionary<long, string> { [item.Id] = "RR300000001KZ" };

        var both = await Task.WhenAll(
            Task.Run(() => desk.Register.HandToPost(desk.Chancery, desk.OfficeId, numbers, CancellationToken.None)),
            Task.Run(() => desk.Other().HandToPost(desk.Chancery, desk.OfficeId, numbers, CancellationToken.None)));

        Assert.Equal(1, both.Sum(static one => one.Done));
        Assert.Equal(DispatchProblem.Changed, Assert.Single(both.SelectMany(static one => one.Refused)).Problem);
        Assert.Equal("arrives", await desk.StandsAt(item));
        Assert.Single(await desk.StepsAsync(item), static step => step.State == DispatchState.Handed);
        Assert.Single(await desk.RowsAsync<PostalList>(list => both.Select(one => one.ListId).Contains(list.Id)));
    }

    [Theory, EveryDatabase]
    public async Task Two_who_mark_one_letter_do_it_once(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.LetterAsync();
        var both = await Task.WhenAll(
            Task.Run(() => desk.Register.Advance(desk.Chancery, [item.Id], DispatchState.Printed, CancellationToken.None)),
            Task.Run(() => desk.Other().Advance(desk.Chancery, [item.Id], DispatchState.Printed, CancellationToken.None)));

        Assert.Equal(1, both.Sum(static one => one.Done));
        Assert.Equal(DispatchProblem.Changed, Assert.Single(both.SelectMany(static one => one.Refused)).Problem);
        Assert.Equal([DispatchState.Waiting, DispatchState.Printed], (await desk.StepsAsync(item)).Select(static step => step.State));
    }

    [Theory, EveryDatabase]
    public async Task A_reply_that_the_case_does_not_call_signed_stays_in_the_house(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.LetterAsync();
        await desk.AdvanceAsync(item, DispatchState.Printed);

        var refused = Assert.Single((await desk.Register.Advance(desk.Chancery, [item.Id], DispatchState.Signed, CancellationToken.None)).Refused);
        Assert.Equal(new DispatchRefusal(item.Id, DispatchProblem.NotSigned), refused);

        await desk.SignAsync(item);
        await desk.AdvanceAsync(item, DispatchState.Signed);
    }

    [Theory, EveryDatabase]
    public async Task A_letter_that_a_case_takes_back_is_not_posted(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.EnvelopedAsync();
        var sent = await desk.HandedAsync("RR400000001KZ");
        await desk.WithDatabaseAsync(async db =>
        {
            Assert.Equal(1, await DispatchRegister.Withdraw(db, item.CaseId, DispatchPurpose.Reply, desk.Bench.Clock.GetCurrentInstant(), 0, CancellationToken.None));
            Assert.Equal(0, await DispatchRegister.Withdraw(db, sent.CaseId, DispatchPurpose.Reply, desk.Bench.Clock.GetCurrentInstant(), 0, CancellationToken.None));
        });

        Assert.Equal(DispatchProblem.Changed, Assert.Single((await desk.HandAsync(item, "RR400000002KZ")).Refused).Problem);
        Assert.Equal("dispatchReply", await desk.StandsAt(item));
        Assert.Equal(DispatchState.Withdrawn, (await desk.StepsAsync(item))[^1].State);
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_go_stays_behind_and_the_rest_goes(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        await desk.HandedAsync("RR500000001KZ");
        var (good, without, wrong, used, first, second) = (await desk.EnvelopedAsync(), await desk.EnvelopedAsync(), await desk.EnvelopedAsync(),
            await desk.EnvelopedAsync(), await desk.EnvelopedAsync(), await desk.EnvelopedAsync());
        var plain = await desk.EnvelopedAsync(DispatchPurpose.Acknowledgement);

        var result = await desk.HandAsync(
            (good, "RR500000002KZ"), (without, " "), (wrong, "ЖЖ1"), (used, "RR-500000001-KZ"), (first, "RR500000003KZ"), (second, "rr500000003kz"), (plain, ""));

        Assert.Equal(2, result.Done);
        Assert.Equal(
            [
                new(without.Id, DispatchProblem.NumberMissing), new(wrong.Id, DispatchProblem.NumberWrong), new(used.Id, DispatchProblem.NumberUsed),
                new(first.Id, DispatchProblem.NumberUsed), new DispatchRefusal(second.Id, DispatchProblem.NumberUsed),
            ],
            result.Refused);
        Assert.Equal([good.Id, plain.Id], (await desk.RowsAsync<DispatchItem>(row => row.ListId == result.ListId)).Select(static row => row.Id).Order());
    }

    [Theory, EveryDatabase]
    public async Task Lists_of_an_office_and_a_year_are_numbered_without_a_gap(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider, "akm.leb.05");
        var one = await desk.HandAsync(await desk.EnvelopedAsync(), "RR600000001KZ");
        Assert.Equal(0, (await desk.HandAsync(await desk.EnvelopedAsync(), "")).ListId);
        var two = await desk.HandAsync((await desk.EnvelopedAsync(), "RR600000002KZ"), (await desk.EnvelopedAsync(), "RR600000003KZ"));

        var lists = await desk.RowsAsync<PostalList>(list => list.OfficeId == desk.OfficeId);
        Assert.Equal([(one.ListId, 1), (two.ListId, 2)], lists.OrderBy(static list => list.No).Select(static list => (list.Id, list.No)));
        Assert.All(lists, list => Assert.Equal((new LocalDate(2026, 11, 20), desk.Chancery.UserId), (list.Day, list.HandedBy)));
    }

    [Theory, EveryDatabase]
    public async Task A_returned_letter_tells_its_case_why(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.HandedAsync("RR700000001KZ");

        Assert.Equal(1, (await desk.Register.Returned(desk.Chancery, [item.Id], ReturnReason.WrongAddress, CancellationToken.None)).Done);

        Assert.Equal("handleReturned", await desk.StandsAt(item));
        Assert.Equal((DispatchState.Returned, "WrongAddress"), ((await desk.StepsAsync(item))[^1].State, (await desk.StepsAsync(item))[^1].Note));
        Assert.Equal(DispatchProblem.Changed, Assert.Single((await desk.Register.Delivered(desk.Chancery, [item.Id], CancellationToken.None)).Refused).Problem);
    }

    [Theory, EveryDatabase]
    public async Task A_delivered_letter_tells_its_case_and_one_whose_case_has_ended_is_still_recorded(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.HandedAsync("RR800000001KZ");
        Assert.Equal(1, (await desk.Register.Delivered(desk.Chancery, [item.Id], CancellationToken.None)).Done);
        Assert.NotNull((await desk.Bench.Case(item.CaseId)).EndedAt);

        // Sent once more after the case has had its reply: nobody waits, and it may go.
        await desk.WithDatabaseAsync(db =>
        {
            db.Add(new Complaint { CaseId = item.CaseId, PublicToken = FormattableString.Invariant($"{item.CaseId:x32}"), RepliedAt = desk.Bench.Clock.GetCurrentInstant() });
            return Task.CompletedTask;
        });
        var again = await desk.LetterAsync(item.CaseId, DispatchPurpose.Reply, "Сейітқали Әлия", "Көкшетау қ.");
        await desk.AdvanceAsync(again, DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped);
        Assert.Equal(1, (await desk.HandAsync(again, "RR800000002KZ")).Done);
        Assert.Equal(1, (await desk.Register.Delivered(desk.Chancery, [again.Id], CancellationToken.None)).Done);
        Assert.Equal(DispatchState.Delivered, (await desk.NowAsync(again)).State);
    }

    [Theory, EveryDatabase]
    public async Task Other_letters_leave_their_case_alone(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.HandedAsync("RR900000001KZ", DispatchPurpose.Acknowledgement);
        Assert.Equal(1, (await desk.Register.Returned(desk.Chancery, [item.Id], ReturnReason.Other, CancellationToken.None)).Done);
        Assert.Equal("dispatchReply", await desk.StandsAt(item));
    }

    [Theory, EveryDatabase]
    public async Task No_state_is_left_out_or_repeated(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.LetterAsync();
        Assert.Equal(DispatchProblem.Changed, Assert.Single((await desk.Register.Advance(desk.Chancery, [item.Id], DispatchState.Enveloped, CancellationToken.None)).Refused).Problem);
        await desk.AdvanceAsync(item, DispatchState.Printed);
        Assert.Equal(DispatchProblem.Changed, Assert.Single((await desk.Register.Advance(desk.Chancery, [item.Id], DispatchState.Printed, CancellationToken.None)).Refused).Problem);
        Assert.Equal(DispatchProblem.Changed, Assert.Single((await desk.HandAsync(item, "RR100000009KZ")).Refused).Problem);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => desk.Register.Advance(desk.Chancery, [item.Id], DispatchState.Handed, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_but_the_offices_chancery_posts_its_letters(Provider provider)
    {
        using var desk = await DispatchDesk.OpenAsync(databases, provider);
        var item = await desk.LetterAsync();
        foreach (var stranger in new[] { Scope.Of(1, [new Grant(desk.OfficeId + 1, Roles.Chancery)]), Scope.Of(1, [new Grant(desk.OfficeId, Roles.Clerk)]), Scope.Of(1, [new Grant(desk.OfficeId, Roles.Administrator)]) })
        {
            Assert.Equal(DispatchProblem.NotFound, Assert.Single((await desk.Register.Advance(stranger, [item.Id], DispatchState.Printed, CancellationToken.None)).Refused).Problem);
        }

        Assert.Equal(DispatchState.Waiting, (await desk.NowAsync(item)).State);
    }

    [Theory]
    [InlineData("rr 123 456 785 kz", "RR123456785KZ", true)]
    [InlineData("0200-2812-3456-78", "02002812345678", true)]
    [InlineData(null, "", false)]
    [InlineData("RR12345", "RR12345", false)]
    [InlineData("ABCDEFGHIJ", "ABCDEFGHIJ", false)]
    [InlineData("RR123456785ҚЗ", "RR123456785ҚЗ", false)]
    [InlineData("=1+12345678", "=1+12345678", false)]
    public void A_tracking_number_is_cleaned_and_checked(string? typed, string clean, bool one)
    {
        Assert.Equal(clean, TrackingNumber.Clean(typed));
        Assert.Equal(one, TrackingNumber.IsOne(clean));
    }
}
