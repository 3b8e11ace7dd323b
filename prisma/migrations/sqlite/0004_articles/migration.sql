-- CreateTable
CREATE TABLE "Article" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "draftId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "heading" TEXT,
    "chapter" TEXT,
    "text" TEXT NOT NULL,
    CONSTRAINT "Article_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Position" (
    "contributionId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("contributionId", "organisationId"),
    CONSTRAINT "Position_contributionId_fkey" FOREIGN KEY ("contributionId") REFERENCES "Contribution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Position_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Position_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Position_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Contribution" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ordinal" INTEGER NOT NULL,
    "draftId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitted',
    "late" BOOLEAN NOT NULL,
    "submittedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Contribution_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Contribution" ("draftId", "id", "late", "membershipId", "ordinal", "organisationId", "personId", "state", "submittedAt", "withdrawnAt") SELECT "draftId", "id", "late", "membershipId", "ordinal", "organisationId", "personId", "state", "submittedAt", "withdrawnAt" FROM "Contribution";
DROP TABLE "Contribution";
ALTER TABLE "new_Contribution" RENAME TO "Contribution";
CREATE INDEX "Contribution_organisationId_idx" ON "Contribution"("organisationId");
CREATE INDEX "Contribution_personId_idx" ON "Contribution"("personId");
CREATE UNIQUE INDEX "Contribution_draftId_ordinal_key" ON "Contribution"("draftId", "ordinal");
CREATE TABLE "new_ContributionVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contributionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "article" TEXT,
    "articleId" TEXT,
    "kind" TEXT NOT NULL,
    "currentText" TEXT,
    "proposedText" TEXT,
    "justification" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ContributionVersion_contributionId_fkey" FOREIGN KEY ("contributionId") REFERENCES "Contribution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ContributionVersion_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_ContributionVersion" ("article", "at", "contributionId", "id", "justification", "kind", "proposedText", "version") SELECT "article", "at", "contributionId", "id", "justification", "kind", "proposedText", "version" FROM "ContributionVersion";
DROP TABLE "ContributionVersion";
ALTER TABLE "new_ContributionVersion" RENAME TO "ContributionVersion";
CREATE UNIQUE INDEX "ContributionVersion_contributionId_version_key" ON "ContributionVersion"("contributionId", "version");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Article_draftId_position_key" ON "Article"("draftId", "position");

-- CreateIndex
CREATE INDEX "Position_organisationId_idx" ON "Position"("organisationId");
