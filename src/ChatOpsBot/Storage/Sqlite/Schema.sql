CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "addresses" (
    "Channel" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "PersonalOf" TEXT NULL,
    "Locale" TEXT NULL,
    CONSTRAINT "PK_addresses" PRIMARY KEY ("Channel", "Conversation")
);

CREATE TABLE "audit" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_audit" PRIMARY KEY,
    "At" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Who" TEXT NOT NULL,
    "Account" TEXT NULL,
    "ActedAs" TEXT NULL,
    "Cluster" TEXT NULL,
    "Subject" TEXT NULL,
    "Uid" TEXT NULL,
    "Detail" TEXT NOT NULL,
    "PreviousHash" TEXT NOT NULL,
    "Hash" TEXT NOT NULL
);

CREATE TABLE "card_copies" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_card_copies" PRIMARY KEY AUTOINCREMENT,
    "CardKey" TEXT NOT NULL,
    "Channel" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "ActivityId" TEXT NOT NULL,
    "ShownVersion" INTEGER NOT NULL,
    "Locale" TEXT NULL,
    "TimeZone" TEXT NULL
);

CREATE TABLE "cards" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_cards" PRIMARY KEY,
    "Version" INTEGER NOT NULL,
    "Reply" TEXT NOT NULL,
    "ChangedAt" INTEGER NOT NULL
);

CREATE TABLE "defaults" (
    "Channel" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "Cluster" TEXT NULL,
    "Namespace" TEXT NULL,
    CONSTRAINT "PK_defaults" PRIMARY KEY ("Channel", "Conversation")
);

CREATE TABLE "inbox" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_inbox" PRIMARY KEY AUTOINCREMENT,
    "Channel" TEXT NOT NULL,
    "EventId" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "Intent" TEXT NOT NULL,
    "TimeZone" TEXT NULL,
    "ReceivedAt" INTEGER NOT NULL,
    "Answered" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL
);

CREATE TABLE "outbox" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_outbox" PRIMARY KEY AUTOINCREMENT,
    "Channel" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "Priority" INTEGER NOT NULL,
    "Reply" TEXT NULL,
    "CardKey" TEXT NULL,
    "CopyId" INTEGER NULL,
    "Locale" TEXT NULL,
    "TimeZone" TEXT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Due" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Undeliverable" INTEGER NOT NULL,
    "LastError" TEXT NULL
);

CREATE TABLE "requests" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_requests" PRIMARY KEY AUTOINCREMENT,
    "Version" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "walks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_walks" PRIMARY KEY AUTOINCREMENT,
    "Version" INTEGER NOT NULL,
    "Origin" TEXT NOT NULL,
    "Ended" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE INDEX "IX_addresses_PersonalOf" ON "addresses" ("PersonalOf");

CREATE INDEX "IX_audit_Subject" ON "audit" ("Subject");

CREATE INDEX "IX_audit_Who" ON "audit" ("Who");

CREATE INDEX "IX_card_copies_CardKey" ON "card_copies" ("CardKey");

CREATE INDEX "IX_inbox_Answered_Id" ON "inbox" ("Answered", "Id");

CREATE INDEX "IX_inbox_Channel_Conversation" ON "inbox" ("Channel", "Conversation");

CREATE UNIQUE INDEX "IX_inbox_Channel_EventId" ON "inbox" ("Channel", "EventId");

CREATE INDEX "IX_outbox_CardKey" ON "outbox" ("CardKey");

CREATE INDEX "IX_outbox_Channel_Conversation_Undeliverable_Priority_Id" ON "outbox" ("Channel", "Conversation", "Undeliverable", "Priority", "Id");

CREATE INDEX "IX_requests_State_Id" ON "requests" ("State", "Id");

CREATE INDEX "IX_walks_Ended_Origin" ON "walks" ("Ended", "Origin");

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124152451_Initial', '10.0.15');

ALTER TABLE "requests" ADD "Told" INTEGER NOT NULL DEFAULT 1;

CREATE INDEX "IX_requests_Told_Id" ON "requests" ("Told", "Id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124190341_Told', '10.0.15');

CREATE TABLE "messages" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_messages" PRIMARY KEY AUTOINCREMENT,
    "Change" INTEGER NOT NULL,
    "Channel" TEXT NOT NULL,
    "Conversation" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Said" TEXT NULL,
    "Reply" TEXT NULL
);

CREATE INDEX "IX_messages_At" ON "messages" ("At");

CREATE INDEX "IX_messages_Change" ON "messages" ("Change");

CREATE INDEX "IX_messages_Channel_Conversation_Change" ON "messages" ("Channel", "Conversation", "Change");

CREATE INDEX "IX_messages_Channel_Conversation_Id" ON "messages" ("Channel", "Conversation", "Id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124194853_Rooms', '10.0.15');

ALTER TABLE "messages" ADD "OutboxItem" INTEGER NULL;

CREATE UNIQUE INDEX "IX_messages_OutboxItem" ON "messages" ("OutboxItem");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125195527_ShownOnce', '10.0.15');

CREATE TABLE "ended_sessions" (
    "Session" TEXT NOT NULL CONSTRAINT "PK_ended_sessions" PRIMARY KEY,
    "Until" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125201242_EndedSessions', '10.0.15');

ALTER TABLE "outbox" ADD "Answers" TEXT NULL;

ALTER TABLE "messages" ADD "Answers" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261129105531_Answers', '10.0.15');

ALTER TABLE "defaults" ADD "Language" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130130326_Languages', '10.0.15');

