-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "bet_limit" INTEGER,
ADD COLUMN     "invest_by" TEXT NOT NULL DEFAULT 'either',
ADD COLUMN     "largest_size" INTEGER,
ADD COLUMN     "portfolio_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "short_share" INTEGER;

-- AlterTable
ALTER TABLE "value_stream" ADD COLUMN     "bet_limit" INTEGER,
ADD COLUMN     "funding_share" INTEGER;

-- AlterTable
ALTER TABLE "epic" ADD COLUMN     "before" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "case_line" TEXT,
ADD COLUMN     "evidence_waiver" TEXT,
ADD COLUMN     "external_date" DATE,
ADD COLUMN     "external_reason" TEXT,
ADD COLUMN     "hold_reason" TEXT,
ADD COLUMN     "hold_until" DATE,
ADD COLUMN     "horizon" TEXT,
ADD COLUMN     "key_result_id" UUID,
ADD COLUMN     "learned" TEXT,
ADD COLUMN     "review_lag" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "score" JSONB,
ADD COLUMN     "scored_at" TIMESTAMPTZ(3),
ADD COLUMN     "scored_by" UUID,
ADD COLUMN     "theme_id" UUID;

-- CreateTable
CREATE TABLE "theme" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "win_where" TEXT NOT NULL,
    "outcomes" TEXT,
    "trade_offs" TEXT,
    "constraints" TEXT,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "objective" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "theme_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'active',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "objective_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "key_result" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "objective_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT,
    "baseline" DOUBLE PRECISION NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "current" DOUBLE PRECISION,
    "measured_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'active',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_result_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "outcome_review" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "epic_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "actual" TEXT,
    "evidence_kind" TEXT NOT NULL,
    "evidence" TEXT,
    "learning" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" UUID,

    CONSTRAINT "outcome_review_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "bet_exception" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "epic_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bet_exception_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "portfolio_review" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "platform" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,

    CONSTRAINT "portfolio_review_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "portfolio_review_step" (
    "organization_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "epic_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "choice" TEXT,
    "reason" TEXT,
    "decided_by" UUID,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "portfolio_review_step_pkey" PRIMARY KEY ("organization_id","review_id","epic_id")
);

-- CreateIndex
CREATE INDEX "theme_organization_id_state_idx" ON "theme"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "theme_organization_id_key_key" ON "theme"("organization_id", "key");

-- CreateIndex
CREATE INDEX "objective_organization_id_state_idx" ON "objective"("organization_id", "state");

-- CreateIndex
CREATE INDEX "objective_organization_id_theme_id_idx" ON "objective"("organization_id", "theme_id");

-- CreateIndex
CREATE INDEX "key_result_organization_id_objective_id_idx" ON "key_result"("organization_id", "objective_id");

-- CreateIndex
CREATE UNIQUE INDEX "key_result_organization_id_key_key" ON "key_result"("organization_id", "key");

-- CreateIndex
CREATE INDEX "outcome_review_organization_id_epic_id_at_idx" ON "outcome_review"("organization_id", "epic_id", "at");

-- CreateIndex
CREATE INDEX "outcome_review_organization_id_at_idx" ON "outcome_review"("organization_id", "at");

-- CreateIndex
CREATE INDEX "bet_exception_organization_id_epic_id_idx" ON "bet_exception"("organization_id", "epic_id");

-- CreateIndex
CREATE INDEX "portfolio_review_organization_id_started_at_idx" ON "portfolio_review"("organization_id", "started_at");

-- CreateIndex
CREATE INDEX "epic_organization_id_theme_id_idx" ON "epic"("organization_id", "theme_id");

-- CreateIndex
CREATE INDEX "epic_organization_id_key_result_id_idx" ON "epic"("organization_id", "key_result_id");

-- AddForeignKey
ALTER TABLE "epic" ADD CONSTRAINT "epic_organization_id_theme_id_fkey" FOREIGN KEY ("organization_id", "theme_id") REFERENCES "theme"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "epic" ADD CONSTRAINT "epic_organization_id_key_result_id_fkey" FOREIGN KEY ("organization_id", "key_result_id") REFERENCES "key_result"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objective" ADD CONSTRAINT "objective_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objective" ADD CONSTRAINT "objective_organization_id_theme_id_fkey" FOREIGN KEY ("organization_id", "theme_id") REFERENCES "theme"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_result" ADD CONSTRAINT "key_result_organization_id_objective_id_fkey" FOREIGN KEY ("organization_id", "objective_id") REFERENCES "objective"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_review" ADD CONSTRAINT "outcome_review_organization_id_epic_id_fkey" FOREIGN KEY ("organization_id", "epic_id") REFERENCES "epic"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bet_exception" ADD CONSTRAINT "bet_exception_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_review" ADD CONSTRAINT "portfolio_review_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_review_step" ADD CONSTRAINT "portfolio_review_step_organization_id_review_id_fkey" FOREIGN KEY ("organization_id", "review_id") REFERENCES "portfolio_review"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say.
ALTER TABLE "organization" ADD CONSTRAINT "organization_portfolio_check" CHECK (("bet_limit" IS NULL OR "bet_limit" BETWEEN 1 AND 1000)
  AND "invest_by" IN ('score', 'case', 'either') AND ("short_share" IS NULL OR "short_share" BETWEEN 0 AND 100)
  AND ("largest_size" IS NULL OR "largest_size" IN (1, 2, 3, 5, 8, 13, 20)));
ALTER TABLE "value_stream" ADD CONSTRAINT "value_stream_funding_check" CHECK (("funding_share" IS NULL OR "funding_share" BETWEEN 0 AND 100)
  AND ("bet_limit" IS NULL OR "bet_limit" BETWEEN 1 AND 1000));
ALTER TABLE "epic" ADD CONSTRAINT "epic_horizon_check" CHECK ("horizon" IN ('short', 'long'));
ALTER TABLE "epic" ADD CONSTRAINT "epic_review_lag_check" CHECK ("review_lag" BETWEEN 0 AND 730);
ALTER TABLE "theme" ADD CONSTRAINT "theme_state_check" CHECK ("state" IN ('draft', 'active', 'retired'));
ALTER TABLE "objective" ADD CONSTRAINT "objective_state_check" CHECK ("state" IN ('active', 'retired'));
ALTER TABLE "key_result" ADD CONSTRAINT "key_result_state_check" CHECK ("state" IN ('active', 'retired'));
-- A key result that is where it wants to be says nothing; its direction is where the target lies.
ALTER TABLE "key_result" ADD CONSTRAINT "key_result_direction_check" CHECK ("target" <> "baseline");
ALTER TABLE "outcome_review" ADD CONSTRAINT "outcome_review_verdict_check" CHECK ("verdict" IN ('met', 'partly', 'not_met', 'too_early', 'cannot_tell'));
ALTER TABLE "outcome_review" ADD CONSTRAINT "outcome_review_evidence_check" CHECK ("evidence_kind" IN ('metric', 'experiment', 'interview', 'support', 'none'));
ALTER TABLE "bet_exception" ADD CONSTRAINT "bet_exception_epic_fkey" FOREIGN KEY ("organization_id", "epic_id") REFERENCES "epic"("organization_id", "id") ON DELETE RESTRICT;
ALTER TABLE "bet_exception" ADD CONSTRAINT "bet_exception_span_check" CHECK ("until_at" > "from_at");
ALTER TABLE "portfolio_review_step" ADD CONSTRAINT "portfolio_review_step_epic_fkey" FOREIGN KEY ("organization_id", "epic_id") REFERENCES "epic"("organization_id", "id") ON DELETE RESTRICT;
ALTER TABLE "portfolio_review_step" ADD CONSTRAINT "portfolio_review_step_choice_check" CHECK ("choice" IN ('continue', 'change', 'stop'));
-- One review at a time.
CREATE UNIQUE INDEX "portfolio_review_open_key" ON "portfolio_review" ("organization_id") WHERE "closed_at" IS NULL;
-- A theme is decided on, too.
ALTER TABLE "decision" DROP CONSTRAINT "decision_subject_check";
ALTER TABLE "decision" ADD CONSTRAINT "decision_subject_check"
  CHECK ("subject_type" IN ('organization', 'stream', 'team', 'item', 'epic', 'idea', 'theme'));
