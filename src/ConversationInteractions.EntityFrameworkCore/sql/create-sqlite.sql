-- The tables of ConversationInteractions, for an empty database or beside other tables.

-- Kept in the file: readers and the writer do not wait for each other.
PRAGMA journal_mode = WAL;

CREATE TABLE "conversation_context" (
    "scope" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "written_at" INTEGER NOT NULL,
    CONSTRAINT "PK_conversation_context" PRIMARY KEY ("scope", "scope_id", "namespace", "name")
);

CREATE TABLE "conversation_context_namespaces" (
    "name" TEXT NOT NULL CONSTRAINT "PK_conversation_context_namespaces" PRIMARY KEY,
    "time_to_live" INTEGER NOT NULL
);

CREATE TABLE "conversation_events" (
    "conversation_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "writer" TEXT NULL,
    "first_sequence" INTEGER NOT NULL,
    "last_sequence" INTEGER NOT NULL,
    CONSTRAINT "PK_conversation_events" PRIMARY KEY ("conversation_id", "event_id")
);

CREATE TABLE "conversation_log" (
    "conversation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "speaker" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "message" BLOB NULL,
    CONSTRAINT "PK_conversation_log" PRIMARY KEY ("conversation_id", "number")
);

CREATE TABLE "conversation_outbox" (
    "conversation_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "lease" TEXT NOT NULL,
    "free_at" INTEGER NOT NULL,
    "effect" BLOB NOT NULL,
    CONSTRAINT "PK_conversation_outbox" PRIMARY KEY ("conversation_id", "position")
);

CREATE TABLE "conversations" (
    "id" TEXT NOT NULL CONSTRAINT "PK_conversations" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "state" BLOB NOT NULL,
    "due_at" INTEGER NULL,
    "changed_at" INTEGER NOT NULL,
    "turn_owner" TEXT NULL,
    "turn_until" INTEGER NULL,
    "delivery_owner" TEXT NULL,
    "delivery_until" INTEGER NULL,
    "upload_owner" TEXT NULL,
    "upload_until" INTEGER NULL
);

CREATE INDEX "ix_conversation_outbox_free_at" ON "conversation_outbox" ("free_at");

CREATE INDEX "ix_conversations_due_at" ON "conversations" ("due_at") WHERE "due_at" IS NOT NULL;
