-- AlterTable
ALTER TABLE "value_stream" ADD COLUMN     "checks" TEXT[] DEFAULT ARRAY['purpose', 'criteria', 'small']::TEXT[],
ADD COLUMN     "expedite_limit" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "free_top" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "needs_evidence" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "policy_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "scored" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "slack" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "slack_enforced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sprint_days" INTEGER NOT NULL DEFAULT 14,
ADD COLUMN     "technical_share" INTEGER DEFAULT 20;

-- AlterTable
ALTER TABLE "item" ADD COLUMN     "changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "checks" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "expedite" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "external_date" DATE,
ADD COLUMN     "external_reason" TEXT,
ADD COLUMN     "learning" TEXT,
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "score" JSONB,
ADD COLUMN     "split_at" TIMESTAMPTZ(3),
ADD COLUMN     "unplanned" BOOLEAN NOT NULL DEFAULT false;

UPDATE "item" SET "changed_at" = coalesce((SELECT max(e."at") FROM "event" e
  WHERE e."organization_id" = "item"."organization_id" AND e."subject_type" = 'item' AND e."subject_id" = "item"."id"), "created_at");
ALTER TABLE "item" ALTER COLUMN "changed_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "blocked_interval" ADD COLUMN     "blocker_id" UUID;

-- CreateTable
CREATE TABLE "item_alias" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "item_id" UUID NOT NULL,

    CONSTRAINT "item_alias_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "dependency" (
    "organization_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "needs_id" UUID NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dependency_pkey" PRIMARY KEY ("organization_id","item_id","needs_id")
);

-- CreateTable
CREATE TABLE "tag" (
    "organization_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "tag_synonym" (
    "organization_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "tag_id" UUID NOT NULL,

    CONSTRAINT "tag_synonym_pkey" PRIMARY KEY ("organization_id","stream_id","word")
);

-- CreateTable
CREATE TABLE "item_tag" (
    "organization_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,

    CONSTRAINT "item_tag_pkey" PRIMARY KEY ("organization_id","item_id","tag_id")
);

-- CreateTable
CREATE TABLE "blocker" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" UUID,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "blocker_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "wip_exception" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "extra" INTEGER NOT NULL DEFAULT 1,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wip_exception_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "challenge" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "reason" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "decided_by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "effect" TEXT,
    "review_on" DATE,
    "link" TEXT,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "item_alias_organization_id_item_id_idx" ON "item_alias"("organization_id", "item_id");

-- CreateIndex
CREATE INDEX "dependency_organization_id_needs_id_idx" ON "dependency"("organization_id", "needs_id");

-- CreateIndex
CREATE INDEX "tag_organization_id_stream_id_position_idx" ON "tag"("organization_id", "stream_id", "position");

-- CreateIndex
CREATE INDEX "tag_synonym_organization_id_tag_id_idx" ON "tag_synonym"("organization_id", "tag_id");

-- CreateIndex
CREATE INDEX "item_tag_organization_id_tag_id_idx" ON "item_tag"("organization_id", "tag_id");

-- CreateIndex
CREATE INDEX "blocker_organization_id_resolved_at_idx" ON "blocker"("organization_id", "resolved_at");

-- CreateIndex
CREATE INDEX "wip_exception_organization_id_team_id_until_at_idx" ON "wip_exception"("organization_id", "team_id", "until_at");

-- CreateIndex
CREATE INDEX "challenge_organization_id_item_id_idx" ON "challenge"("organization_id", "item_id");

-- CreateIndex
CREATE INDEX "challenge_organization_id_asked_by_idx" ON "challenge"("organization_id", "asked_by");

-- CreateIndex
CREATE INDEX "decision_organization_id_at_idx" ON "decision"("organization_id", "at");

-- CreateIndex
CREATE INDEX "decision_organization_id_subject_type_subject_id_at_idx" ON "decision"("organization_id", "subject_type", "subject_id", "at");

-- CreateIndex
CREATE INDEX "decision_organization_id_decided_by_idx" ON "decision"("organization_id", "decided_by");

-- CreateIndex
CREATE UNIQUE INDEX "decision_organization_id_key_key" ON "decision"("organization_id", "key");

-- CreateIndex
CREATE INDEX "item_organization_id_parent_id_idx" ON "item"("organization_id", "parent_id");

-- CreateIndex
CREATE INDEX "item_organization_id_merged_into_idx" ON "item"("organization_id", "merged_into");

-- CreateIndex
CREATE INDEX "blocked_interval_organization_id_blocker_id_idx" ON "blocked_interval"("organization_id", "blocker_id");

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_parent_id_fkey" FOREIGN KEY ("organization_id", "parent_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_merged_into_fkey" FOREIGN KEY ("organization_id", "merged_into") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_alias" ADD CONSTRAINT "item_alias_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_organization_id_needs_id_fkey" FOREIGN KEY ("organization_id", "needs_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_synonym" ADD CONSTRAINT "tag_synonym_organization_id_tag_id_fkey" FOREIGN KEY ("organization_id", "tag_id") REFERENCES "tag"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_tag" ADD CONSTRAINT "item_tag_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_tag" ADD CONSTRAINT "item_tag_organization_id_tag_id_fkey" FOREIGN KEY ("organization_id", "tag_id") REFERENCES "tag"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocker" ADD CONSTRAINT "blocker_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wip_exception" ADD CONSTRAINT "wip_exception_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "team"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_organization_id_item_id_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_organization_id_asked_by_fkey" FOREIGN KEY ("organization_id", "asked_by") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_organization_id_decided_by_fkey" FOREIGN KEY ("organization_id", "decided_by") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_interval" ADD CONSTRAINT "blocked_interval_organization_id_blocker_id_fkey" FOREIGN KEY ("organization_id", "blocker_id") REFERENCES "blocker"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say.
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_policy_check" CHECK ("expedite_limit" BETWEEN 0 AND 20 AND "free_top" BETWEEN 1 AND 3
  AND "sprint_days" BETWEEN 1 AND 60 AND ("technical_share" IS NULL OR "technical_share" BETWEEN 0 AND 100));
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_self_check" CHECK ("item_id" <> "needs_id");
ALTER TABLE "tag" ADD CONSTRAINT "tag_kind_check" CHECK ("kind" IN ('journey', 'service'));
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_answer_check" CHECK ("answer" IN ('keep', 'change', 'park') AND ("answer" IS NULL) = ("answered_at" IS NULL));
ALTER TABLE "wip_exception" ADD CONSTRAINT "wip_exception_span_check" CHECK ("until_at" > "from_at" AND "extra" BETWEEN 1 AND 20);
ALTER TABLE "decision" ADD CONSTRAINT "decision_subject_check" CHECK ("subject_type" IN ('organization', 'stream', 'team', 'item', 'epic', 'idea'));
-- What is expedited is looked for before everything else, and there is little of it.
CREATE INDEX "item_expedited" ON "item" ("organization_id", "stream_id", "rank") WHERE "expedite";

CREATE OR REPLACE FUNCTION "item_json"(wanted_organization uuid, wanted_item uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', i.id, 'key', i.key, 'streamId', i.stream_id, 'title', i.title, 'kind', i.kind, 'purpose', i.purpose, 'criteria', i.criteria,
    'smallEnough', i.small_enough, 'state', i.state, 'stageId', i.stage_id, 'teamId', i.team_id, 'rank', i.rank, 'blocked', i.blocked,
    'version', i.version, 'revision', i.revision, 'externalKey', i.external_key, 'pulledBy', i.pulled_by, 'returns', i.returns, 'reopened', i.reopened,
    'createdAt', i.created_at, 'readyAt', i.ready_at, 'startedAt', i.started_at, 'finishedAt', i.finished_at,
    'checks', i.checks, 'expedite', i.expedite, 'unplanned', i.unplanned, 'score', i.score, 'externalDate', i.external_date,
    'externalReason', i.external_reason, 'parentId', i.parent_id, 'splitAt', i.split_at, 'mergedInto', i.merged_into, 'learning', i.learning,
    'changedAt', i.changed_at, 'streamKey', v.key, 'streamName', v.name, 'stageName', s.name, 'teamName', t.name,
    'blockReason', b.reason, 'blockerId', b.blocker_id, 'blockedSince', b.from_at, 'enteredAt', w.entered_at)
  FROM item i
  JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
  LEFT JOIN stage s ON s.organization_id = i.organization_id AND s.stream_id = i.stream_id AND s.id = i.stage_id
  LEFT JOIN team t ON t.organization_id = i.organization_id AND t.id = i.team_id
  LEFT JOIN blocked_interval b ON b.organization_id = i.organization_id AND b.item_id = i.id AND b.to_at IS NULL
  LEFT JOIN stage_visit w ON w.organization_id = i.organization_id AND w.item_id = i.id AND w.left_at IS NULL
  WHERE i.organization_id = wanted_organization AND i.id = wanted_item
$$;
