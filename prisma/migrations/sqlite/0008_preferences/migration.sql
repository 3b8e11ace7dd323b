-- CreateTable
CREATE TABLE "Preference" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channelId" TEXT,
    "personId" TEXT,
    "digest" TEXT NOT NULL DEFAULT 'each',
    "overview" BOOLEAN NOT NULL DEFAULT false,
    "kinds" JSONB NOT NULL,
    "institutions" JSONB NOT NULL,
    "otherCards" BOOLEAN NOT NULL DEFAULT true,
    "quietFrom" TEXT,
    "quietTo" TEXT,
    "monthly" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Preference_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Preference_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftMute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channelId" TEXT,
    "personId" TEXT,
    "draftId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "DraftMute_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "DraftMute_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "DraftMute_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "community" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "language" TEXT,
    "staffRole" TEXT,
    "board" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL
);
INSERT INTO "new_Person" ("community", "createdAt", "displayName", "externalId", "id", "language", "platform", "staffRole") SELECT "community", "createdAt", "displayName", "externalId", "id", "language", "platform", "staffRole" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE UNIQUE INDEX "Person_platform_community_externalId_key" ON "Person"("platform", "community", "externalId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Preference_channelId_key" ON "Preference"("channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Preference_personId_key" ON "Preference"("personId");

-- CreateIndex
CREATE INDEX "DraftMute_draftId_idx" ON "DraftMute"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftMute_channelId_draftId_key" ON "DraftMute"("channelId", "draftId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftMute_personId_draftId_key" ON "DraftMute"("personId", "draftId");
