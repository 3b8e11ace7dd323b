import { describe } from 'vitest';
import { playAll } from './playAll.ts';

describe('on discord', () => playAll('discord', 'sqlite'));
