-- AlterTable
ALTER TABLE "Sighting" ADD COLUMN     "endReason" TEXT;
