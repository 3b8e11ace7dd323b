-- CreateEnum
CREATE TYPE "SuccessionKind" AS ENUM ('renamed', 'merged', 'split');

-- CreateEnum
CREATE TYPE "ActivityRole" AS ENUM ('responsible', 'supporting');

-- CreateTable
CREATE TABLE "InstitutionAlias" (
    "id" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,

    CONSTRAINT "InstitutionAlias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InstitutionSuccessor" (
    "id" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "successorId" TEXT NOT NULL,
    "kind" "SuccessionKind" NOT NULL,
    "fromDay" TEXT NOT NULL,
    "source" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,

    CONSTRAINT "InstitutionSuccessor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityInstitution" (
    "activityId" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "role" "ActivityRole" NOT NULL,
    "position" INTEGER NOT NULL,
    "written" TEXT NOT NULL,

    CONSTRAINT "ActivityInstitution_pkey" PRIMARY KEY ("activityId","role","position")
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

-- AddForeignKey
ALTER TABLE "InstitutionAlias" ADD CONSTRAINT "InstitutionAlias_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InstitutionSuccessor" ADD CONSTRAINT "InstitutionSuccessor_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InstitutionSuccessor" ADD CONSTRAINT "InstitutionSuccessor_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityInstitution" ADD CONSTRAINT "ActivityInstitution_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityInstitution" ADD CONSTRAINT "ActivityInstitution_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
