import { describePostgres } from '../storage/postgres.ts';
import { playAll } from './playAll.ts';

describePostgres('on PostgreSQL', () => playAll('slack', 'postgresql'));
