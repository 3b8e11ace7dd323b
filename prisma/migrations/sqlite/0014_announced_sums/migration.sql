-- DropIndex
DROP INDEX "Contribution_sums_idx";

-- CreateIndex
CREATE INDEX "Contribution_sums_idx" ON "Contribution"("draftId", "state", "membershipId", "announcedIn", "outcome", "answeredOn", "organisationId");
