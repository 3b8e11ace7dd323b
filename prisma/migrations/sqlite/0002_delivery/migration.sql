-- AlterTable
ALTER TABLE "Channel" ADD COLUMN "failingSince" DATETIME;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN "sweptAt" DATETIME;

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "doneAt" DATETIME;
ALTER TABLE "Inbox" ADD COLUMN "request" TEXT;

-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "subject" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateIndex
CREATE INDEX "Batch_endedAt_idx" ON "Batch"("endedAt");

-- CreateIndex
CREATE INDEX "Unfinished_state_updatedAt_idx" ON "Unfinished"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "Inbox_doneAt_idx" ON "Inbox"("doneAt");
