-- CreateTable
CREATE TABLE "PersonalReminder" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "channelId" TEXT,
    "inChannel" BOOLEAN NOT NULL DEFAULT false,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PersonalReminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PersonalReminder_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PersonalReminder_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PersonalReminder_draftId_idx" ON "PersonalReminder"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "PersonalReminder_personId_draftId_key" ON "PersonalReminder"("personId", "draftId");
