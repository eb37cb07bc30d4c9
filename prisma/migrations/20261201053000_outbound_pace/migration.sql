-- A token that the platform no longer takes: nothing is sent until another one is used. The token itself is never stored.
ALTER TABLE "workspace" ADD COLUMN     "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_code" TEXT,
ADD COLUMN     "suspended_token" TEXT;

-- Whoever claims a message empties `begun_at`, and fills it at the moment of the call. Versions before this one know nothing of it:
-- by the default, what they claim counts as begun.
ALTER TABLE "outbox" ADD COLUMN     "begun_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "limited_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "outbound_pace" (
    "organization_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "limited" TEXT,

    CONSTRAINT "outbound_pace_pkey" PRIMARY KEY ("organization_id","platform","scope")
);

-- CreateIndex
CREATE INDEX "outbound_pace_not_before_idx" ON "outbound_pace"("not_before");

-- AddForeignKey
ALTER TABLE "outbound_pace" ADD CONSTRAINT "outbound_pace_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
