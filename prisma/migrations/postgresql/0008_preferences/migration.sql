-- CreateEnum
CREATE TYPE "DigestRhythm" AS ENUM ('each', 'daily', 'weekly');

-- AlterEnum
ALTER TYPE "DeliveryState" ADD VALUE 'held';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "board" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Preference" (
    "id" TEXT NOT NULL,
    "channelId" TEXT,
    "personId" TEXT,
    "digest" "DigestRhythm" NOT NULL DEFAULT 'each',
    "overview" BOOLEAN NOT NULL DEFAULT false,
    "kinds" JSONB NOT NULL,
    "institutions" JSONB NOT NULL,
    "otherCards" BOOLEAN NOT NULL DEFAULT true,
    "quietFrom" TEXT,
    "quietTo" TEXT,
    "monthly" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftMute" (
    "id" TEXT NOT NULL,
    "channelId" TEXT,
    "personId" TEXT,
    "draftId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DraftMute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Preference_channelId_key" ON "Preference"("channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Preference_personId_key" ON "Preference"("personId");

-- CreateIndex
CREATE INDEX "DraftMute_draftId_idx" ON "DraftMute"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftMute_channelId_draftId_key" ON "DraftMute"("channelId", "draftId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftMute_personId_draftId_key" ON "DraftMute"("personId", "draftId");

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftMute" ADD CONSTRAINT "DraftMute_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftMute" ADD CONSTRAINT "DraftMute_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftMute" ADD CONSTRAINT "DraftMute_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
