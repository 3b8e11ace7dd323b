-- CreateTable
CREATE TABLE "InstitutionAlias" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "institutionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    CONSTRAINT "InstitutionAlias_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InstitutionSuccessor" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "institutionId" TEXT NOT NULL,
    "successorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "source" TEXT,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    CONSTRAINT "InstitutionSuccessor_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "InstitutionSuccessor_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Institution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActivityInstitution" (
    "activityId" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "written" TEXT NOT NULL,

    PRIMARY KEY ("activityId", "role", "position"),
    CONSTRAINT "ActivityInstitution_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ActivityInstitution_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "InstitutionAlias_key_key" ON "InstitutionAlias"("key");

-- CreateIndex
CREATE INDEX "InstitutionAlias_institutionId_idx" ON "InstitutionAlias"("institutionId");

-- CreateIndex
CREATE INDEX "InstitutionSuccessor_successorId_idx" ON "InstitutionSuccessor"("successorId");

-- CreateIndex
CREATE UNIQUE INDEX "InstitutionSuccessor_institutionId_successorId_key" ON "InstitutionSuccessor"("institutionId", "successorId");

-- CreateIndex
CREATE INDEX "ActivityInstitution_institutionId_idx" ON "ActivityInstitution"("institutionId");
