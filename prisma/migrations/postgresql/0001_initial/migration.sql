-- CreateEnum
CREATE TYPE "Language" AS ENUM ('sq', 'sr', 'en');

-- CreateEnum
CREATE TYPE "PlatformName" AS ENUM ('slack', 'discord', 'sandbox');

-- CreateEnum
CREATE TYPE "ChannelPurpose" AS ENUM ('member', 'general', 'secretariat');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('admin', 'staff');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('delegate', 'observer');

-- CreateEnum
CREATE TYPE "MembershipState" AS ENUM ('proposed', 'accepted', 'rejected', 'ended');

-- CreateEnum
CREATE TYPE "DraftType" AS ENUM ('draft_law', 'draft_regulation', 'administrative_instruction', 'concept_document', 'strategy', 'programme', 'action_plan', 'annual_plan', 'other');

-- CreateEnum
CREATE TYPE "DraftState" AS ENUM ('published', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "StanceKind" AS ENUM ('interested', 'not_for_us');

-- CreateEnum
CREATE TYPE "ReactionKind" AS ENUM ('reading', 'will_contribute', 'interested');

-- CreateEnum
CREATE TYPE "ContributionKind" AS ENUM ('amend', 'add', 'delete', 'comment', 'support', 'object');

-- CreateEnum
CREATE TYPE "ContributionState" AS ENUM ('submitted', 'withdrawn');

-- CreateEnum
CREATE TYPE "UnfinishedState" AS ENUM ('open', 'submitted', 'discarded');

-- CreateEnum
CREATE TYPE "ActivityState" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "DeliveryForm" AS ENUM ('card', 'note');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'sending', 'doubtful', 'sent', 'parked', 'stopped');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "fullName" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT,
    "region" TEXT,
    "municipality" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL,
    "platform" "PlatformName" NOT NULL,
    "community" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" "ChannelPurpose" NOT NULL,
    "organisationId" TEXT,
    "language" "Language" NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "linkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "platform" "PlatformName" NOT NULL,
    "community" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "language" "Language",
    "staffRole" "StaffRole",
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "role" "MembershipRole" NOT NULL DEFAULT 'delegate',
    "state" "MembershipState" NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "decidedById" TEXT,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Institution" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "codeKey" TEXT NOT NULL,
    "nameSq" TEXT,
    "nameSr" TEXT,
    "nameEn" TEXT,

    CONSTRAINT "Institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "institutionId" TEXT NOT NULL,
    "type" "DraftType" NOT NULL,
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
    "dueAt" TIMESTAMP(3) NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'published',
    "stateReason" TEXT,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "publishedById" TEXT,
    "searchKey" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftDocument" (
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "fileId" TEXT,

    CONSTRAINT "DraftDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftChange" (
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "DraftChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stance" (
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" "StanceKind" NOT NULL,
    "personId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Stance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reaction" (
    "id" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT,
    "kind" "ReactionKind" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Reaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contribution" (
    "id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "draftId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "state" "ContributionState" NOT NULL DEFAULT 'submitted',
    "late" BOOLEAN NOT NULL,
    "submittedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Contribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContributionVersion" (
    "id" TEXT NOT NULL,
    "contributionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "article" TEXT,
    "kind" "ContributionKind" NOT NULL,
    "proposedText" TEXT,
    "justification" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ContributionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unfinished" (
    "id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "channelKey" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "state" "UnfinishedState" NOT NULL DEFAULT 'open',
    "result" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Unfinished_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleKey" TEXT NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objective" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" TEXT NOT NULL,
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
    "state" "ActivityState" NOT NULL DEFAULT 'open',
    "doneOn" TEXT,
    "doneNote" TEXT,
    "position" INTEGER NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "form" "DeliveryForm" NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "platform" "PlatformName" NOT NULL,
    "channelId" TEXT,
    "personId" TEXT,
    "threadOfId" TEXT,
    "batch" TEXT,
    "wantedVersion" INTEGER NOT NULL DEFAULT 1,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "queuedAt" TIMESTAMP(3) NOT NULL,
    "nextAt" TIMESTAMP(3) NOT NULL,
    "leasedUntil" TIMESTAMP(3),
    "attemptedAt" TIMESTAMP(3),
    "sentAt" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Audit" (
    "seq" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "SandboxChannel" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "SandboxChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SandboxUser" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "SandboxUser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SandboxMessage" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "threadId" TEXT,
    "author" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "onlyFor" TEXT,
    "deliveryId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "editedAt" TIMESTAMP(3),

    CONSTRAINT "SandboxMessage_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "SandboxReaction" (
    "messageId" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "emoji" TEXT NOT NULL,

    CONSTRAINT "SandboxReaction_pkey" PRIMARY KEY ("messageId","user","emoji")
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

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftDocument" ADD CONSTRAINT "DraftDocument_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftDocument" ADD CONSTRAINT "DraftDocument_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftChange" ADD CONSTRAINT "DraftChange_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stance" ADD CONSTRAINT "Stance_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stance" ADD CONSTRAINT "Stance_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContributionVersion" ADD CONSTRAINT "ContributionVersion_contributionId_fkey" FOREIGN KEY ("contributionId") REFERENCES "Contribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unfinished" ADD CONSTRAINT "Unfinished_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objective" ADD CONSTRAINT "Objective_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_threadOfId_fkey" FOREIGN KEY ("threadOfId") REFERENCES "Delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxReaction" ADD CONSTRAINT "SandboxReaction_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "SandboxMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
