using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Calendars;

internal sealed class CalendarConfiguration :
    IEntityTypeConfiguration<StoredCalendar>, IEntityTypeConfiguration<StoredCalendarDay>, IEntityTypeConfiguration<StoredSchedule>
{
    private const int KeyLength = 50;
    private const int TextLength = 200;

    public void Configure(EntityTypeBuilder<StoredCalendar> builder)
    {
        builder.ToTable("calendars");
        builder.Property(calendar => calendar.Key).HasMaxLength(KeyLength);
        builder.HasIndex(calendar => calendar.Key).IsUnique();
        builder.Property(calendar => calendar.Version).IsConcurrencyToken();
        builder.HasMany(calendar => calendar.Days).WithOne().HasForeignKey(day => day.CalendarId);
        builder.HasMany(calendar => calendar.Schedules).WithOne().HasForeignKey(schedule => schedule.CalendarId);
    }

    public void Configure(EntityTypeBuilder<StoredCalendarDay> builder)
    {
        builder.ToTable("calendar_days");
        builder.HasKey(day => new { day.CalendarId, day.No });
        builder.HasIndex(day => new { day.CalendarId, day.Date }).IsUnique();
        builder.Ignore(day => day.Day);
        builder.Property(day => day.NameKk).HasMaxLength(TextLength);
        builder.Property(day => day.NameRu).HasMaxLength(TextLength);
        builder.Property(day => day.NameEn).HasMaxLength(TextLength);
        builder.Property(day => day.Basis).HasMaxLength(TextLength);
        builder.Property(day => day.Confidence).HasMaxLength(TextLength);
    }

    public void Configure(EntityTypeBuilder<StoredSchedule> builder)
    {
        builder.ToTable("calendar_schedules");
        builder.HasKey(schedule => new { schedule.CalendarId, schedule.No });
        builder.HasIndex(schedule => new { schedule.CalendarId, schedule.Key }).IsUnique();
        builder.Ignore(schedule => schedule.Schedule);
        builder.Property(schedule => schedule.Key).HasMaxLength(KeyLength);
        builder.Property(schedule => schedule.NameKk).HasMaxLength(TextLength);
        builder.Property(schedule => schedule.NameRu).HasMaxLength(TextLength);
        builder.Property(schedule => schedule.NameEn).HasMaxLength(TextLength);
        builder.Property(schedule => schedule.Hours).HasMaxLength(TextLength);
        builder.Property(schedule => schedule.Source).HasMaxLength(TextLength);
    }
}
