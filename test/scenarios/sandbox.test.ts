import { describe } from 'vitest';
import { playAll } from './playAll.ts';

describe('on sandbox', () => playAll('sandbox', 'sqlite'));
