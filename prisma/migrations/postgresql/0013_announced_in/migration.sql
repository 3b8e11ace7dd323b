-- AlterTable
ALTER TABLE "Contribution" ADD COLUMN     "announcedIn" INTEGER;

-- AlterTable
ALTER TABLE "AnswerSource" ADD COLUMN     "revokedById" TEXT,
ADD COLUMN     "revokedReason" TEXT;

-- What was announced before this was written down: by the first announcement that reached its first outcome.
UPDATE "Contribution" SET "announcedIn" = (
  SELECT MIN(a."ordinal") FROM "Announcement" a
  WHERE a."draftId" = "Contribution"."draftId"
    AND a."upToSeq" >= (SELECT MIN(o."seq") FROM "Outcome" o WHERE o."contributionId" = "Contribution"."id")
);
