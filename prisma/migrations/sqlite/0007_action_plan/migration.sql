-- AlterTable
ALTER TABLE "Activity" ADD COLUMN "deadlineKind" TEXT;

-- CreateTable
CREATE TABLE "ActivityChange" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "activityId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "reason" TEXT,
    CONSTRAINT "ActivityChange_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ActivityChange_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActivityEvidence" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "draftId" TEXT,
    "url" TEXT,
    "fileId" TEXT,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    "revokedAt" DATETIME,
    CONSTRAINT "ActivityEvidence_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ActivityEvidence_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ActivityEvidence_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ActivityEvidence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Escalation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT,
    "objectiveId" TEXT,
    "name" TEXT,
    "office" TEXT NOT NULL,
    "personId" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Escalation_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Escalation_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Escalation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ActivityChange_activityId_seq_idx" ON "ActivityChange"("activityId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityEvidence_id_key" ON "ActivityEvidence"("id");

-- CreateIndex
CREATE INDEX "ActivityEvidence_activityId_seq_idx" ON "ActivityEvidence"("activityId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_planId_key" ON "Escalation"("planId");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_objectiveId_key" ON "Escalation"("objectiveId");
