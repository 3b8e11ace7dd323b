-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "fullName" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT,
    "region" TEXT,
    "municipality" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "community" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "organisationId" TEXT,
    "language" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "linkedAt" DATETIME NOT NULL,
    CONSTRAINT "Channel_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "community" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "language" TEXT,
    "staffRole" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'delegate',
    "state" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "decidedById" TEXT,
    CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Institution" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "codeKey" TEXT NOT NULL,
    "nameSq" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "titleSq" TEXT NOT NULL,
    "titleSr" TEXT,
    "titleEn" TEXT,
    "summary" TEXT,
    "complex" BOOLEAN NOT NULL DEFAULT false,
    "receivedOn" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueTime" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'published',
    "stateReason" TEXT,
    "publishedAt" DATETIME NOT NULL,
    "publishedById" TEXT,
    "searchKey" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Draft_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftDocument" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "draftId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "fileId" TEXT,
    CONSTRAINT "DraftDocument_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DraftDocument_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "draftId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT "DraftChange_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Stance" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "draftId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Stance_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Stance_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Reaction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "deliveryId" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Reaction_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Reaction_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contribution" (
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
    CONSTRAINT "Contribution_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contribution_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContributionVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contributionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "article" TEXT,
    "kind" TEXT NOT NULL,
    "proposedText" TEXT,
    "justification" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ContributionVersion_contributionId_fkey" FOREIGN KEY ("contributionId") REFERENCES "Contribution" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Unfinished" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "act" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "channelKey" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "result" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Unfinished_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "titleKey" TEXT NOT NULL,
    "importedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Objective" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT,
    "position" INTEGER NOT NULL,
    CONSTRAINT "Objective_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "handle" TEXT NOT NULL,
    "objectiveId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleKey" TEXT NOT NULL,
    "responsible" TEXT,
    "supporting" TEXT,
    "deadline" TEXT,
    "deadlineOn" TEXT,
    "cost" TEXT,
    "fundingSource" TEXT,
    "indicator" TEXT,
    "source" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "doneOn" TEXT,
    "doneNote" TEXT,
    "position" INTEGER NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delivery" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channelId" TEXT,
    "personId" TEXT,
    "threadOfId" TEXT,
    "batch" TEXT,
    "wantedVersion" INTEGER NOT NULL DEFAULT 1,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "queuedAt" DATETIME NOT NULL,
    "nextAt" DATETIME NOT NULL,
    "leasedUntil" DATETIME,
    "attemptedAt" DATETIME,
    "sentAt" DATETIME,
    "error" TEXT,
    CONSTRAINT "Delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Delivery_threadOfId_fkey" FOREIGN KEY ("threadOfId") REFERENCES "Delivery" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "receivedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Reminder" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Audit" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "personId" TEXT,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "SandboxChannel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "SandboxUser" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "SandboxMessage" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "threadId" TEXT,
    "author" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "onlyFor" TEXT,
    "deliveryId" TEXT,
    "at" DATETIME NOT NULL,
    "editedAt" DATETIME
);

-- CreateTable
CREATE TABLE "SandboxReaction" (
    "messageId" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "emoji" TEXT NOT NULL,

    PRIMARY KEY ("messageId", "user", "emoji"),
    CONSTRAINT "SandboxReaction_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "SandboxMessage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_nameKey_key" ON "Organisation"("nameKey");

-- CreateIndex
CREATE INDEX "Channel_organisationId_idx" ON "Channel"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_platform_community_externalId_key" ON "Channel"("platform", "community", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_platform_community_externalId_key" ON "Person"("platform", "community", "externalId");

-- CreateIndex
CREATE INDEX "Membership_organisationId_idx" ON "Membership"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_personId_organisationId_key" ON "Membership"("personId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Institution_codeKey_key" ON "Institution"("codeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_number_key" ON "Draft"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_numberKey_key" ON "Draft"("numberKey");

-- CreateIndex
CREATE INDEX "Draft_state_dueAt_idx" ON "Draft"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Draft_institutionId_idx" ON "Draft"("institutionId");

-- CreateIndex
CREATE INDEX "DraftDocument_draftId_idx" ON "DraftDocument"("draftId");

-- CreateIndex
CREATE INDEX "DraftChange_draftId_at_idx" ON "DraftChange"("draftId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Stance_draftId_organisationId_key" ON "Stance"("draftId", "organisationId");

-- CreateIndex
CREATE INDEX "Reaction_draftId_idx" ON "Reaction"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "Reaction_deliveryId_personId_kind_key" ON "Reaction"("deliveryId", "personId", "kind");

-- CreateIndex
CREATE INDEX "Contribution_organisationId_idx" ON "Contribution"("organisationId");

-- CreateIndex
CREATE INDEX "Contribution_personId_idx" ON "Contribution"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Contribution_draftId_ordinal_key" ON "Contribution"("draftId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "ContributionVersion_contributionId_version_key" ON "ContributionVersion"("contributionId", "version");

-- CreateIndex
CREATE INDEX "Unfinished_personId_state_idx" ON "Unfinished"("personId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Plan_titleKey_key" ON "Plan"("titleKey");

-- CreateIndex
CREATE UNIQUE INDEX "Objective_planId_code_key" ON "Objective"("planId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_handle_key" ON "Activity"("handle");

-- CreateIndex
CREATE INDEX "Activity_state_deadlineOn_idx" ON "Activity"("state", "deadlineOn");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_objectiveId_titleKey_key" ON "Activity"("objectiveId", "titleKey");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_id_key" ON "Delivery"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_state_nextAt_idx" ON "Delivery"("state", "nextAt");

-- CreateIndex
CREATE INDEX "Delivery_kind_subject_idx" ON "Delivery"("kind", "subject");

-- CreateIndex
CREATE INDEX "Delivery_batch_idx" ON "Delivery"("batch");

-- CreateIndex
CREATE INDEX "Delivery_channelId_state_idx" ON "Delivery"("channelId", "state");

-- CreateIndex
CREATE INDEX "Inbox_receivedAt_idx" ON "Inbox"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SandboxMessage_id_key" ON "SandboxMessage"("id");

-- CreateIndex
CREATE UNIQUE INDEX "SandboxMessage_deliveryId_key" ON "SandboxMessage"("deliveryId");

-- CreateIndex
CREATE INDEX "SandboxMessage_channel_idx" ON "SandboxMessage"("channel");
