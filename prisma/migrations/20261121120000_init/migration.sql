-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "setup_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","external_id")
);

-- CreateTable
CREATE TABLE "member" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "is_leader" BOOLEAN NOT NULL DEFAULT false,
    "chosen_team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "account" (
    "organization_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_team" TEXT NOT NULL,
    "external_user" TEXT NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("organization_id","platform","external_team","external_user")
);

-- CreateTable
CREATE TABLE "value_stream" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" UUID,
    "done_means" TEXT NOT NULL DEFAULT 'released',
    "wip_limit" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "value_stream_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "stage" (
    "organization_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "stage_pkey" PRIMARY KEY ("organization_id","stream_id","id")
);

-- CreateTable
CREATE TABLE "team" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "wip_limit" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "team_stream" (
    "organization_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "team_stream_pkey" PRIMARY KEY ("organization_id","team_id","stream_id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "organization_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("organization_id","team_id","member_id")
);

-- CreateTable
CREATE TABLE "place" (
    "organization_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "team_id" UUID,
    "stream_id" UUID,
    "announces" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("organization_id","platform","external_id")
);

-- CreateTable
CREATE TABLE "key_counter" (
    "organization_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "key_counter_pkey" PRIMARY KEY ("organization_id","prefix")
);

-- CreateTable
CREATE TABLE "item" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'feature',
    "purpose" TEXT,
    "criteria" TEXT,
    "small_enough" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'refining',
    "stage_id" UUID,
    "team_id" UUID,
    "rank" TEXT,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "external_key" TEXT,
    "external_source" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "ready_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "pulled_by" UUID,
    "returns" INTEGER NOT NULL DEFAULT 0,
    "reopened" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "item_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "stage_visit" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "team_id" UUID,
    "stage_id" UUID,
    "phase" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "stage_visit_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "blocked_interval" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "blocked_interval_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "event" (
    "organization_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("organization_id","subject_type","subject_id","subject_version")
);

-- CreateTable
CREATE TABLE "inbox" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "reply" JSONB,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "posted_message" (
    "organization_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "posted_message_pkey" PRIMARY KEY ("organization_id","platform","place_id","subject")
);

-- CreateTable
CREATE TABLE "form_draft" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "return_to" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_draft_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "service_level" (
    "organization_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "p50" INTEGER,
    "p85" INTEGER,
    "sample" INTEGER NOT NULL,

    CONSTRAINT "service_level_pkey" PRIMARY KEY ("organization_id","stream_id")
);

-- CreateIndex
CREATE INDEX "workspace_organization_id_idx" ON "workspace"("organization_id");

-- CreateIndex
CREATE INDEX "account_organization_id_member_id_idx" ON "account"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "value_stream_organization_id_owner_id_idx" ON "value_stream"("organization_id", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "value_stream_organization_id_key_key" ON "value_stream"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "stage_organization_id_stream_id_position_key" ON "stage"("organization_id", "stream_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "team_organization_id_name_key" ON "team"("organization_id", "name");

-- CreateIndex
CREATE INDEX "team_stream_organization_id_stream_id_idx" ON "team_stream"("organization_id", "stream_id");

-- CreateIndex
CREATE INDEX "team_member_organization_id_member_id_idx" ON "team_member"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "place_organization_id_team_id_idx" ON "place"("organization_id", "team_id");

-- CreateIndex
CREATE INDEX "place_organization_id_stream_id_idx" ON "place"("organization_id", "stream_id");

-- CreateIndex
CREATE INDEX "item_organization_id_stream_id_state_rank_idx" ON "item"("organization_id", "stream_id", "state", "rank");

-- CreateIndex
CREATE INDEX "item_organization_id_team_id_state_idx" ON "item"("organization_id", "team_id", "state");

-- CreateIndex
CREATE INDEX "item_organization_id_stream_id_finished_at_idx" ON "item"("organization_id", "stream_id", "finished_at");

-- CreateIndex
CREATE UNIQUE INDEX "item_organization_id_key_key" ON "item"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "item_organization_id_stream_id_rank_key" ON "item"("organization_id", "stream_id", "rank");

-- CreateIndex
CREATE UNIQUE INDEX "item_organization_id_external_source_external_key_key" ON "item"("organization_id", "external_source", "external_key");

-- CreateIndex
CREATE INDEX "stage_visit_organization_id_item_id_entered_at_idx" ON "stage_visit"("organization_id", "item_id", "entered_at");

-- CreateIndex
CREATE INDEX "blocked_interval_organization_id_item_id_idx" ON "blocked_interval"("organization_id", "item_id");

-- CreateIndex
CREATE INDEX "event_organization_id_at_idx" ON "event"("organization_id", "at");

-- CreateIndex
CREATE INDEX "inbox_expires_at_idx" ON "inbox"("expires_at");

-- CreateIndex
CREATE INDEX "outbox_state_not_before_idx" ON "outbox"("state", "not_before");

-- CreateIndex
CREATE INDEX "outbox_organization_id_platform_place_id_subject_idx" ON "outbox"("organization_id", "platform", "place_id", "subject");

-- CreateIndex
CREATE INDEX "form_draft_organization_id_member_id_idx" ON "form_draft"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "form_draft_expires_at_idx" ON "form_draft"("expires_at");

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_chosen_team_id_fkey" FOREIGN KEY ("organization_id", "chosen_team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage" ADD CONSTRAINT "stage_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_stream" ADD CONSTRAINT "team_stream_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_stream" ADD CONSTRAINT "team_stream_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_counter" ADD CONSTRAINT "key_counter_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_stream_id_stage_id_fkey" FOREIGN KEY ("organization_id", "stream_id", "stage_id") REFERENCES "stage"("organization_id", "stream_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_visit" ADD CONSTRAINT "stage_visit_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_interval" ADD CONSTRAINT "blocked_interval_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posted_message" ADD CONSTRAINT "posted_message_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_draft" ADD CONSTRAINT "form_draft_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_level" ADD CONSTRAINT "service_level_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- Ranks are fractional indexes, compared byte by byte.
ALTER TABLE "item" ALTER COLUMN "rank" TYPE TEXT COLLATE "C";

ALTER TABLE "organization" ADD CONSTRAINT "organization_name_check" CHECK (length("name") BETWEEN 1 AND 2000);
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_key_check" CHECK ("key" ~ '^[A-Z]{2,6}$');
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_done_means_check" CHECK ("done_means" IN ('accepted', 'released'));
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_wip_limit_check" CHECK ("wip_limit" BETWEEN 1 AND 999);
ALTER TABLE "team" ADD CONSTRAINT "team_wip_limit_check" CHECK ("wip_limit" BETWEEN 1 AND 999);
ALTER TABLE "stage" ADD CONSTRAINT "stage_kind_check" CHECK ("kind" IN ('active', 'waiting'));
ALTER TABLE "place" ADD CONSTRAINT "place_one_check" CHECK (num_nonnulls("team_id", "stream_id") = 1);
ALTER TABLE "item" ADD CONSTRAINT "item_kind_check" CHECK ("kind" IN ('feature', 'enabler', 'defect', 'risk', 'debt'));
ALTER TABLE "item" ADD CONSTRAINT "item_state_check" CHECK ("state" IN ('refining', 'ready', 'delivery', 'done', 'parked'));
-- In the backlog means ranked, in delivery means in a stage; nothing else is either.
ALTER TABLE "item" ADD CONSTRAINT "item_rank_check" CHECK (("state" IN ('refining', 'ready')) = ("rank" IS NOT NULL));
ALTER TABLE "item" ADD CONSTRAINT "item_stage_check" CHECK (("state" = 'delivery') = ("stage_id" IS NOT NULL));
ALTER TABLE "item" ADD CONSTRAINT "item_finished_check" CHECK ("state" <> 'done' OR ("finished_at" IS NOT NULL AND "started_at" IS NOT NULL));
ALTER TABLE "stage_visit" ADD CONSTRAINT "stage_visit_phase_check" CHECK ("phase" IN ('refining', 'ready', 'delivery'));
ALTER TABLE "stage_visit" ADD CONSTRAINT "stage_visit_kind_check" CHECK ("kind" IN ('active', 'waiting'));
ALTER TABLE "stage_visit" ADD CONSTRAINT "stage_visit_span_check" CHECK ("left_at" >= "entered_at");
ALTER TABLE "blocked_interval" ADD CONSTRAINT "blocked_interval_span_check" CHECK ("to_at" >= "from_at");
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state_check" CHECK ("state" IN ('due', 'sending', 'sent', 'unconfirmed', 'failed', 'skipped'));

-- An item is in one stage at a time: the second layer under the stream lock (an item has at most one open pull).
CREATE UNIQUE INDEX "stage_visit_open_key" ON "stage_visit" ("organization_id", "item_id") WHERE "left_at" IS NULL;
CREATE UNIQUE INDEX "blocked_interval_open_key" ON "blocked_interval" ("organization_id", "item_id") WHERE "to_at" IS NULL;
-- One place takes a team's announcements per platform.
CREATE UNIQUE INDEX "place_announces_key" ON "place" ("organization_id", "platform", "team_id") WHERE "announces" AND "team_id" IS NOT NULL;

-- An item with the names a card shows, as one JSON value: every view reads the same shape in one round trip.
CREATE FUNCTION "item_json"(wanted_organization uuid, wanted_item uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', i.id, 'key', i.key, 'streamId', i.stream_id, 'title', i.title, 'kind', i.kind, 'purpose', i.purpose, 'criteria', i.criteria,
    'smallEnough', i.small_enough, 'state', i.state, 'stageId', i.stage_id, 'teamId', i.team_id, 'rank', i.rank, 'blocked', i.blocked,
    'version', i.version, 'revision', i.revision, 'externalKey', i.external_key, 'pulledBy', i.pulled_by, 'returns', i.returns, 'reopened', i.reopened,
    'createdAt', i.created_at, 'readyAt', i.ready_at, 'startedAt', i.started_at, 'finishedAt', i.finished_at,
    'streamKey', v.key, 'streamName', v.name, 'stageName', s.name, 'teamName', t.name, 'blockReason', b.reason, 'blockedSince', b.from_at)
  FROM item i
  JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
  LEFT JOIN stage s ON s.organization_id = i.organization_id AND s.stream_id = i.stream_id AND s.id = i.stage_id
  LEFT JOIN team t ON t.organization_id = i.organization_id AND t.id = i.team_id
  LEFT JOIN blocked_interval b ON b.organization_id = i.organization_id AND b.item_id = i.id AND b.to_at IS NULL
  WHERE i.organization_id = wanted_organization AND i.id = wanted_item
$$;
