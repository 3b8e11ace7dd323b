-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "failingSince" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "sweptAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "doneAt" TIMESTAMP(3),
ADD COLUMN     "request" TEXT;

-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Batch_endedAt_idx" ON "Batch"("endedAt");

-- CreateIndex
CREATE INDEX "Unfinished_state_updatedAt_idx" ON "Unfinished"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "Inbox_doneAt_idx" ON "Inbox"("doneAt");
