-- The tables of ConversationInteractions, for an empty database or beside other tables.

CREATE TABLE conversation_context (
    scope text NOT NULL,
    scope_id text NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    written_at bigint NOT NULL,
    CONSTRAINT "PK_conversation_context" PRIMARY KEY (scope, scope_id, namespace, name)
);

CREATE TABLE conversation_context_namespaces (
    name text NOT NULL,
    time_to_live bigint NOT NULL,
    CONSTRAINT "PK_conversation_context_namespaces" PRIMARY KEY (name)
);

CREATE TABLE conversation_events (
    conversation_id text NOT NULL,
    event_id text NOT NULL,
    version bigint NOT NULL,
    at bigint NOT NULL,
    owner text NOT NULL,
    writer text,
    first_sequence bigint NOT NULL,
    last_sequence bigint NOT NULL,
    CONSTRAINT "PK_conversation_events" PRIMARY KEY (conversation_id, event_id)
);

CREATE TABLE conversation_log (
    conversation_id text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    speaker text NOT NULL,
    text text NOT NULL,
    message bytea,
    CONSTRAINT "PK_conversation_log" PRIMARY KEY (conversation_id, number)
);

CREATE TABLE conversation_outbox (
    conversation_id text NOT NULL,
    position bigint NOT NULL,
    lease text NOT NULL,
    free_at bigint NOT NULL,
    effect bytea NOT NULL,
    CONSTRAINT "PK_conversation_outbox" PRIMARY KEY (conversation_id, position)
);

CREATE TABLE conversations (
    id text NOT NULL,
    version bigint NOT NULL,
    state bytea NOT NULL,
    due_at bigint,
    changed_at bigint NOT NULL,
    turn_owner text,
    turn_until bigint,
    delivery_owner text,
    delivery_until bigint,
    upload_owner text,
    upload_until bigint,
    CONSTRAINT "PK_conversations" PRIMARY KEY (id)
);

CREATE INDEX ix_conversation_outbox_free_at ON conversation_outbox (free_at);

CREATE INDEX ix_conversations_due_at ON conversations (due_at) WHERE "due_at" IS NOT NULL;
