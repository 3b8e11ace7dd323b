import type { Language } from '../i18n/languages.ts';
import type { ChannelRef, UserRef } from './references.ts';

export interface ActorMembership {
  id: string;
  organisationId: string;
  organisationName: string;
  role: 'delegate' | 'observer';
  state: 'proposed' | 'accepted' | 'rejected' | 'ended';
}

/** The linked channel in which something was asked. */
export interface LinkedChannel {
  id: string;
  purpose: 'member' | 'general' | 'secretariat';
  organisationId: string | null;
  organisationName: string | null;
  language: Language;
}

/** Who asks, and where. */
export interface Actor {
  personId: string;
  user: UserRef;
  displayName: string;
  /** Their own choice; null means the channel's or the bot's. */
  language: Language | null;
  staffRole: 'admin' | 'staff' | null;
  memberships: readonly ActorMembership[];
  at: ChannelRef;
  channel: LinkedChannel | null;
}
