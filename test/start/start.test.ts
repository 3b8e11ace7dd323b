import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, openStage, takePort } from './program.ts';

// A start compiles the program; on a slow machine, with other tests beside it, that takes a while.
const SLOW = 240_000;
const NODE = [process.execPath, '--import', 'tsx', 'src/main.ts'] as const;
const ADDRESS = /^CiviKos sandbox: (http:\/\/127\.0\.0\.1:\d+)$/m;

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close(), SLOW);

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'starts as a sandbox, answers, and ends in order on %s',
    async (signal) => {
      const program = stage.start(NODE, { PORT: '0' });
      const [, address = ''] = await program.prints(ADDRESS);
      const page = await fetch(`${address}/`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toContain('<html');
      const ready = await fetch(`${address}/readyz`);
      expect(await ready.json()).toMatchObject({ ready: true, sockets: { sandbox: true } });
      expect(ready.status).toBe(200);
      program.child.kill(signal);
      // It gives itself 4.5 s and ends with 1 when that is not enough.
      const end = await program.ended;
      expect({ code: end.code, signal: end.signal }).toEqual({ code: 0, signal: null });
      expect(end.stdout).toContain(`${signal}: ending`);
      expect(end.stderr).toBe('');
    },
    SLOW,
  );

  it(
    'goes on where it was after it was killed',
    async () => {
      const first = stage.start(NODE, { PORT: '0' });
      await first.prints(ADDRESS);
      first.child.kill('SIGKILL');
      await first.ended;
      const second = stage.start(NODE, { PORT: '0' });
      const [, address = ''] = await second.prints(ADDRESS);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      second.child.kill('SIGTERM');
      expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
    },
    SLOW,
  );

  it(
    'names every wrong variable in a line and repeats no value',
    async () => {
      const secret = 'xoxp-1234-secret';
      const { code, stdout, stderr } = await stage.start(NODE, {
        SLACK_BOT_TOKEN: secret,
        DISCORD_TOKEN: 'secret',
        DATABASE_URL: 'mysql://user:secret@host/db',
        PORT: '70000secret',
        TIME_ZONE: 'Kosovo/secret',
      }).ended;
      expect(code).toBe(1);
      expect(stdout).toBe('');
      const lines = stderr.trim().split('\n');
      expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
        'DATABASE_URL',
        'DISCORD_TOKEN',
        'PORT',
        'SLACK_APP_TOKEN',
        'SLACK_BOT_TOKEN',
        'TIME_ZONE',
      ]);
      for (const line of lines) expect(line).toMatch(/Get it at: \S+/);
      expect(stderr).not.toContain('secret');
    },
    SLOW,
  );

  it(
    'says in a sentence that the chosen port is taken',
    async () => {
      const taken = await takePort(0);
      const { code, stdout, stderr } = await stage.start(NODE, { PORT: String(taken.port) }).ended;
      await taken.close();
      expect(stderr).toBe(`PORT: ${taken.port} is taken by another program. Choose a free one.\n`);
      expect(code).toBe(1);
      expect(stdout).not.toContain('CiviKos');
    },
    SLOW,
  );
});

describe('npm start', () => {
  it(
    'passes the signal on and leaves nothing behind',
    async () => {
      const port = await freePort();
      const program = stage.start(['npm', 'start'], { PORT: String(port), NODE_ENV: 'production' });
      const [, address = ''] = await program.prints(ADDRESS);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      program.child.kill('SIGTERM');
      const { stdout } = await program.ended;
      expect(stdout).toContain('SIGTERM: ending');
      const again = await takePort(port);
      expect(again.port).toBe(port);
      await again.close();
    },
    SLOW,
  );
});
