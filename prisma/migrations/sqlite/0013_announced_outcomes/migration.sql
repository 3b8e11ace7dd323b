-- DropIndex
DROP INDEX "Contribution_sums_idx";

-- AlterTable
ALTER TABLE "Contribution" ADD COLUMN "announcedIn" INTEGER;

-- CreateIndex
CREATE INDEX "Contribution_sums_idx" ON "Contribution"("draftId", "state", "membershipId", "announcedIn", "outcome", "answeredOn", "organisationId");

-- What was announced before this was written down: by the first announcement that reached it.
UPDATE "Contribution" SET "announcedIn" = (
  SELECT MIN(a."ordinal") FROM "Announcement" a
  WHERE a."draftId" = "Contribution"."draftId" AND a."upToSeq" >= (
    SELECT MIN(o."seq") FROM "Outcome" o WHERE o."contributionId" = "Contribution"."id"
  )
);
