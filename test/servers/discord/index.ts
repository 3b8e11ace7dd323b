export type { Answer, Choice } from './answers.ts';
export { ClientRefusal } from './errors.ts';
export type { Fault, FaultTarget, PlannedFault } from './faults.ts';
export type { GivenFile } from './files.ts';
export type { FieldValue, ModalInput, OpenModal } from './modals.ts';
export type { Person } from './people.ts';
export { render, type SeenButton, type SeenMessage, type SeenThread } from './render.ts';
export { type ChannelRef, DiscordServer, type StartOptions } from './server.ts';
export type { Settings } from './settings.ts';
