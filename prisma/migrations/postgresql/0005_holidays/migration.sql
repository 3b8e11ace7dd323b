-- CreateEnum
CREATE TYPE "CorrectionKind" AS ENUM ('add', 'remove', 'move');

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "dueByRule" BOOLEAN;

-- CreateTable
CREATE TABLE "HolidayCorrection" (
    "id" SERIAL NOT NULL,
    "kind" "CorrectionKind" NOT NULL,
    "day" TEXT,
    "feast" TEXT,
    "movedFrom" TEXT,
    "movedTo" TEXT,
    "nameSq" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT,
    "source" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,
    "revokedAt" TIMESTAMP(3),
    "revokedById" TEXT,

    CONSTRAINT "HolidayCorrection_pkey" PRIMARY KEY ("id")
);
