-- CreateIndex
CREATE INDEX "Contribution_sums_idx" ON "Contribution"("draftId", "state", "membershipId", "outcome", "answeredOn", "organisationId");
