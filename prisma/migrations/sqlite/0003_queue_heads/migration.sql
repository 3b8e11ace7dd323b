-- DropIndex
DROP INDEX "Delivery_channelId_state_idx";

-- CreateIndex
CREATE INDEX "Delivery_channelId_state_queuedAt_seq_idx" ON "Delivery"("channelId", "state", "queuedAt", "seq");

-- CreateIndex
CREATE INDEX "Delivery_personId_state_queuedAt_seq_idx" ON "Delivery"("personId", "state", "queuedAt", "seq");
