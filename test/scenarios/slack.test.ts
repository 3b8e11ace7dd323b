import { describe } from 'vitest';
import { playAll } from './playAll.ts';

describe('on slack', () => playAll('slack', 'sqlite'));
