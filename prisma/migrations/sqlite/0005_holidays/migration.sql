-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "dueByRule" BOOLEAN;

-- CreateTable
CREATE TABLE "HolidayCorrection" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "day" TEXT,
    "feast" TEXT,
    "movedFrom" TEXT,
    "movedTo" TEXT,
    "nameSq" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT,
    "source" TEXT,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    "revokedAt" DATETIME,
    "revokedById" TEXT
);
