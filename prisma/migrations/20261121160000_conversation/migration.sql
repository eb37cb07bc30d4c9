-- CreateTable
CREATE TABLE "conversation" (
    "organization_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "external_team" TEXT NOT NULL,
    "external_user" TEXT NOT NULL DEFAULT '',
    "bot_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("organization_id","platform","external_id")
);

-- CreateIndex
CREATE INDEX "conversation_organization_id_platform_external_user_idx" ON "conversation"("organization_id", "platform", "external_user");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
