using System.ComponentModel.DataAnnotations;

namespace CaseFlow.Web.Pages.Admin.Users;

/// <summary>The name of an official as printed on papers (P14.5).</summary>
public sealed class PersonInput
{
    [Required(ErrorMessage = "users.enter-surname")]
    [MaxLength(100, ErrorMessage = "users.name-too-long")]
    public string? Surname { get; set; }

    [Required(ErrorMessage = "users.enter-name")]
    [MaxLength(100, ErrorMessage = "users.name-too-long")]
    public string? Name { get; set; }

    [MaxLength(100, ErrorMessage = "users.name-too-long")]
    public string? Patronymic { get; set; }
}
