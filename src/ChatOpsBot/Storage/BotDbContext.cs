using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>The tables. What one kind of database needs stands in a derived class, with its own migrations.</summary>
internal abstract class BotDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<CardRow> Cards => Set<CardRow>();
    public DbSet<CardCopyRow> CardCopies => Set<CardCopyRow>();
    public DbSet<AddressRow> Addresses => Set<AddressRow>();
    public DbSet<DefaultsRow> Defaults => Set<DefaultsRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<WalkRow> Walks => Set<WalkRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<EndedSessionRow> EndedSessions => Set<EndedSessionRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InboxRow>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasIndex(row => new { row.Channel, row.EventId }).IsUnique();
            inbox.HasIndex(row => new { row.Answered, row.Id });
            inbox.HasIndex(row => new { row.Channel, row.Conversation });
        });
        modelBuilder.Entity<OutboxRow>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasIndex(row => new { row.Channel, row.Conversation, row.Undeliverable, row.Priority, row.Id });
            outbox.HasIndex(row => row.CardKey);
        });
        modelBuilder.Entity<CardRow>(card =>
        {
            card.ToTable("cards");
            card.HasKey(row => row.Key);
        });
        modelBuilder.Entity<CardCopyRow>(copy =>
        {
            copy.ToTable("card_copies");
            copy.HasIndex(row => row.CardKey);
        });
        modelBuilder.Entity<AddressRow>(address =>
        {
            address.ToTable("addresses");
            address.HasKey(row => new { row.Channel, row.Conversation });
            address.HasIndex(row => row.PersonalOf);
        });
        modelBuilder.Entity<DefaultsRow>(defaults =>
        {
            defaults.ToTable("defaults");
            defaults.HasKey(row => new { row.Channel, row.Conversation });
        });
        modelBuilder.Entity<RequestRow>(request =>
        {
            request.ToTable("requests");
            request.Property(row => row.State).HasConversion<string>();
            request.HasIndex(row => new { row.State, row.Id });
            request.HasIndex(row => new { row.Told, row.Id });
        });
        modelBuilder.Entity<WalkRow>(walk =>
        {
            walk.ToTable("walks");
            walk.HasIndex(row => new { row.Ended, row.Origin });
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit");
            audit.HasKey(row => row.Sequence);
            audit.Property(row => row.Sequence).ValueGeneratedNever();
            audit.HasIndex(row => row.Subject);
            audit.HasIndex(row => row.Who);
        });
        modelBuilder.Entity<MessageRow>(message =>
        {
            message.ToTable("messages");
            message.HasIndex(row => row.Change);
            message.HasIndex(row => row.OutboxItem).IsUnique();
            message.HasIndex(row => new { row.Channel, row.Conversation, row.Id });
            message.HasIndex(row => new { row.Channel, row.Conversation, row.Change });
            message.HasIndex(row => row.At);
        });
        modelBuilder.Entity<EndedSessionRow>(session =>
        {
            session.ToTable("ended_sessions");
            session.HasKey(row => row.Session);
        });
    }
}
