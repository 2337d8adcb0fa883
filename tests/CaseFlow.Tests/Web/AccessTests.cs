using System.Net;
using System.Text.RegularExpressions;
using CaseFlow.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

public partial class AccessTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public void Every_endpoint_has_its_expectation_and_every_expectation_its_endpoint() =>
        Assert.Equal(EndpointList.All.Keys.Order(StringComparer.Ordinal), EndpointList.Real(factory.Services));

    [Fact]
    public async Task Nobody_gets_in_without_signing_in()
    {
        var browser = factory.Anonymous();
        foreach (var (route, expected) in EndpointList.All.Where(static one => one.Value.Entry != Entry.Anonymous))
        {
            var address = expected.Address is null ? $"/{Parameter().Replace(route, "1")}" : await AddressAsync(expected);
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Head })
            {
                using var request = new HttpRequestMessage(method, address);
                var answer = await browser.SendAsync(request);
                Assert.True(
                    answer.Status == HttpStatusCode.Redirect && answer.Location!.StartsWith("/Account/SignIn?", StringComparison.Ordinal),
                    $"{method} {route} answered {answer.Status} {answer.Location}");
            }
        }
    }

    [Fact]
    public async Task An_unknown_address_tells_a_stranger_nothing()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await factory.Anonymous().GetAsync("/Nowhere")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await factory.AsAsync(Roles.Clerk)).GetAsync("/Nowhere")).Status);
    }

    [Theory]
    [InlineData(Roles.Clerk)]
    [InlineData(Roles.RegisterSpecialist)]
    [InlineData(Roles.Head)]
    [InlineData(Roles.Chancery)]
    [InlineData(Roles.Manager)]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.CallCentre)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Administrator)]
    public async Task Each_role_opens_its_pages_and_no_others(string role)
    {
        var browser = await factory.AsAsync(role);
        foreach (var (route, expected) in EndpointList.All.Where(static one => one.Value.Address is not null))
        {
            var allowed = expected.Entry != Entry.Roles || expected.Roles.Contains(role);
            var address = await AddressAsync(expected);
            var answer = await browser.GetAsync(address);
            Assert.True((allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden) == answer.Status, $"{role} at {route}: {answer.Status}");
            if (!allowed)
            {
                // A POST is refused for the same reason, before anything else is looked at.
                using var post = new HttpRequestMessage(HttpMethod.Post, address);
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(post)).Status);
            }
        }
    }

    [Fact]
    public async Task The_navigation_offers_only_what_may_be_opened()
    {
        foreach (var role in Roles.All)
        {
            var browser = await factory.AsAsync(role);
            var page = await browser.PageAsync("/");
            foreach (var link in page.QuerySelectorAll("main a, .moj-primary-navigation a"))
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link.GetAttribute("href")!)).Status);
            }
        }
    }

    [Fact]
    public async Task A_role_that_was_ended_stops_with_the_next_click()
    {
        var browser = await factory.AsAsync(Roles.Administrator, CaseFlowFactory.OtherOffice);
        await browser.PageAsync("/Admin/Users");
        await factory.WithDatabaseAsync(async db =>
        {
            var name = CaseFlowFactory.UserName(Roles.Administrator, CaseFlowFactory.OtherOffice);
            var user = await db.Users.SingleAsync(one => one.UserName == name);
            var assignment = await db.Set<Assignment>().SingleAsync(one => one.UserId == user.Id);
            assignment.To = AccessDays.Today(factory.Clock).PlusDays(-1);
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/Admin/Users")).Status);
    }

    [Fact]
    public async Task A_disabled_user_stops_with_the_next_click()
    {
        var browser = await factory.AsAsync(Roles.Analyst, CaseFlowFactory.OtherOffice);
        await browser.PageAsync("/Account");
        await factory.WithDatabaseAsync(async db =>
        {
            var name = CaseFlowFactory.UserName(Roles.Analyst, CaseFlowFactory.OtherOffice);
            (await db.Users.SingleAsync(one => one.UserName == name)).Disabled = true;
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/Account")).Status);
    }

    private Task<string> AddressAsync(Expected expected) => factory.FillAsync(expected.Address!);

    /// <summary>What stands for a part of an address: who is refused is refused before anything is looked up.</summary>
    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
