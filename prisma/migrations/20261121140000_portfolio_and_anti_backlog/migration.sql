-- AlterTable
ALTER TABLE "item" ADD COLUMN     "epic_id" UUID,
ADD COLUMN     "source_link" TEXT;

-- CreateTable
CREATE TABLE "epic" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'funnel',
    "owner_id" UUID,
    "stream_id" UUID,
    "for_whom" TEXT,
    "problem" TEXT,
    "hypothesis" TEXT,
    "evidence" TEXT,
    "outcome" TEXT,
    "affects" TEXT,
    "measure" TEXT,
    "ask_again_on" DATE,
    "source_link" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "epic_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "parked_idea" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" UUID,
    "reopen_kind" TEXT NOT NULL,
    "reopen_on" DATE,
    "reopen_when" TEXT,
    "item_id" UUID,
    "epic_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'parked',
    "source_link" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parked_idea_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "support" (
    "organization_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_pkey" PRIMARY KEY ("organization_id","subject_type","subject_id","member_id")
);

-- CreateIndex
CREATE INDEX "epic_organization_id_state_created_at_idx" ON "epic"("organization_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "epic_organization_id_stream_id_idx" ON "epic"("organization_id", "stream_id");

-- CreateIndex
CREATE INDEX "epic_organization_id_owner_id_idx" ON "epic"("organization_id", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "epic_organization_id_key_key" ON "epic"("organization_id", "key");

-- CreateIndex
CREATE INDEX "parked_idea_organization_id_state_created_at_idx" ON "parked_idea"("organization_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "parked_idea_organization_id_item_id_idx" ON "parked_idea"("organization_id", "item_id");

-- CreateIndex
CREATE INDEX "parked_idea_organization_id_epic_id_idx" ON "parked_idea"("organization_id", "epic_id");

-- CreateIndex
CREATE INDEX "parked_idea_organization_id_decided_by_idx" ON "parked_idea"("organization_id", "decided_by");

-- CreateIndex
CREATE UNIQUE INDEX "parked_idea_organization_id_key_key" ON "parked_idea"("organization_id", "key");

-- CreateIndex
CREATE INDEX "support_organization_id_member_id_idx" ON "support"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "item_organization_id_epic_id_idx" ON "item"("organization_id", "epic_id");

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organization_id_epic_id_fkey" FOREIGN KEY ("organization_id", "epic_id") REFERENCES "epic"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "epic" ADD CONSTRAINT "epic_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "epic" ADD CONSTRAINT "epic_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "epic" ADD CONSTRAINT "epic_organization_id_stream_id_fkey" FOREIGN KEY ("organization_id", "stream_id") REFERENCES "value_stream"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_organization_id_decided_by_fkey" FOREIGN KEY ("organization_id", "decided_by") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support" ADD CONSTRAINT "support_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Likeness of titles: trigrams over lower-case text.
CREATE INDEX "item_title_likeness" ON "item" USING gin (lower("title") gin_trgm_ops);
CREATE INDEX "epic_title_likeness" ON "epic" USING gin (lower("title") gin_trgm_ops);
CREATE INDEX "parked_idea_title_likeness" ON "parked_idea" USING gin (lower("title") gin_trgm_ops);

ALTER TABLE "epic" ADD CONSTRAINT "epic_state_check" CHECK ("state" IN ('funnel', 'exploring', 'ready', 'investing', 'delivered', 'parked', 'stopped'));
ALTER TABLE "epic" ADD CONSTRAINT "epic_affects_check" CHECK ("affects" IN ('customer', 'business', 'platform'));
-- An epic says what it hopes for, or when to ask again.
ALTER TABLE "epic" ADD CONSTRAINT "epic_outcome_check" CHECK ("outcome" IS NOT NULL OR "ask_again_on" IS NOT NULL);
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_state_check" CHECK ("state" IN ('parked', 'revived'));
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_reason_code_check" CHECK ("reason_code" IN ('not_worth_it', 'too_early', 'duplicate', 'no_fit', 'no_capacity', 'other'));
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_reopen_check" CHECK (
  ("reopen_kind" = 'never' AND "reopen_on" IS NULL AND "reopen_when" IS NULL) OR ("reopen_kind" = 'date' AND "reopen_on" IS NOT NULL) OR ("reopen_kind" = 'condition' AND "reopen_when" IS NOT NULL));
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_subject_check" CHECK (num_nonnulls("item_id", "epic_id") <= 1);
-- What was parked must exist in the same organization.
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_item_fkey" FOREIGN KEY ("organization_id", "item_id") REFERENCES "item" ("organization_id", "id") ON DELETE RESTRICT;
ALTER TABLE "parked_idea" ADD CONSTRAINT "parked_idea_epic_fkey" FOREIGN KEY ("organization_id", "epic_id") REFERENCES "epic" ("organization_id", "id") ON DELETE RESTRICT;
ALTER TABLE "support" ADD CONSTRAINT "support_subject_type_check" CHECK ("subject_type" IN ('item', 'epic', 'idea'));
