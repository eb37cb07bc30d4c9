-- AlterTable
ALTER TABLE "member" ADD COLUMN     "merged_into" UUID;

-- CreateTable
CREATE TABLE "door_code" (
    "organization_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "typed_by" UUID,
    "typed_platform" TEXT,
    "typed_team" TEXT,
    "asker_agrees" BOOLEAN NOT NULL DEFAULT false,
    "typer_agrees" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "door_code_pkey" PRIMARY KEY ("organization_id","code_hash")
);

-- CreateTable
CREATE TABLE "code_try" (
    "organization_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "code_try_pkey" PRIMARY KEY ("organization_id","member_id")
);

-- CreateIndex
CREATE INDEX "door_code_code_hash_idx" ON "door_code"("code_hash");

-- CreateIndex
CREATE INDEX "door_code_organization_id_member_id_idx" ON "door_code"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "door_code_organization_id_typed_by_idx" ON "door_code"("organization_id", "typed_by");

-- CreateIndex
CREATE INDEX "door_code_expires_at_idx" ON "door_code"("expires_at");

-- CreateIndex
CREATE INDEX "member_organization_id_merged_into_idx" ON "member"("organization_id", "merged_into");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_merged_into_fkey" FOREIGN KEY ("organization_id", "merged_into") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "door_code" ADD CONSTRAINT "door_code_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "door_code" ADD CONSTRAINT "door_code_organization_id_typed_by_fkey" FOREIGN KEY ("organization_id", "typed_by") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_try" ADD CONSTRAINT "code_try_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "member"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "door_code" ADD CONSTRAINT "door_code_kind_check" CHECK ("kind" IN ('workspace', 'person'));
ALTER TABLE "member" ADD CONSTRAINT "member_merged_check" CHECK ("merged_into" <> "id");
