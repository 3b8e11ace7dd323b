/** Kosovo's calendar: days, zones, holidays, working days, windows. Pure; no clock, no I/O. */
export * from './day.ts';
export { FEASTS, type Feast, type Names } from './feasts.ts';
export * from './holidays.ts';
export * from './sendingHours.ts';
export * from './windows.ts';
export * from './workingDays.ts';
export * from './zone.ts';
