import { writeSync } from 'node:fs';
import Libsql from 'libsql';
import pg from 'pg';
import { KILLED, type SelfKill, type Step } from './wire.ts';

/** The step that a statement belongs to, by what it reads or writes; null for all others. */
export function stepOf(statement: string): Step | null {
  // SQLite's statements come with names in backquotes.
  const sql = statement.replaceAll('`', '"');
  const [, verb = '', table = ''] =
    /^\s*(INSERT INTO|UPDATE|SELECT)\b.*?"?(Delivery|Draft|Stance|SandboxMessage|Inbox|Contribution)"/s.exec(
      sql,
    ) ?? [];
  switch (`${verb} ${table}`) {
    case 'UPDATE Delivery':
      return stepOfUpdate(sql);
    case 'INSERT INTO Delivery':
      return 'queue';
    case 'SELECT Draft':
    // What a card shows of the draft itself is read once for all of them.
    case 'SELECT Stance':
      return 'render';
    case 'INSERT INTO SandboxMessage':
      return 'message';
    case 'INSERT INTO Inbox':
      return 'request';
    case 'INSERT INTO Contribution':
      return 'contribution';
    default:
      return null;
  }
}

function stepOfUpdate(sql: string): Step | null {
  const written = sql.slice(sql.indexOf(' SET '), sql.lastIndexOf(' WHERE '));
  const writes = (column: string) => new RegExp(`"${column}"\\s*=`).test(written);
  if (writes('messageId')) return 'end';
  if (writes('wantedVersion')) return 'queue';
  if (writes('error')) return writes('queuedAt') ? 'queue' : 'wait';
  if (writes('attempts')) return writes('queuedAt') ? 'wait' : 'claim';
  return writes('attemptedAt') ? 'attempt' : null;
}

/**
 * Makes this process kill itself where it is told to. It watches the database drivers, so that the
 * program under test needs no points of failure of its own. Call `opened` once the database is open.
 */
export function watchSteps(planned: SelfKill | null): Watch {
  let opening = true;
  let kill = planned;
  let left = kill?.nth ?? 0;

  function pass(step: Step | null, moment: SelfKill['moment']): void {
    if (!kill || step !== kill.step || moment !== kill.moment) return;
    left -= 1;
    if (left > 0) return;
    // Written at once: nothing of this process runs after the next line.
    writeSync(1, `${KILLED}${step} ${moment}\n`);
    process.kill(process.pid, 'SIGKILL');
  }

  pass('start', 'before');
  const known = (sql: string) => (opening ? 'opening' : stepOf(sql));
  watchSqlite(known, pass);
  watchPostgres(known, pass);
  return {
    opened() {
      opening = false;
    },
    replace(by) {
      kill = by;
      left = by?.nth ?? 0;
    },
  };
}

export interface Watch {
  opened(): void;
  replace(kill: SelfKill | null): void;
}

type Pass = (step: Step | null, moment: SelfKill['moment']) => void;
type Known = (sql: string) => Step | null;

/** A write is durable, and so done, with the commit that follows it. */
function watchSqlite(known: Known, pass: Pass): void {
  const { prepare, exec } = Libsql.prototype;
  let uncommitted: Step | null = null;
  Libsql.prototype.prepare = function (this: Libsql.Database, sql: string) {
    // A statement is made once and run many times.
    const statement = prepare.call(this, sql) as Libsql.Statement<unknown[]>;
    const { run, all } = statement;
    const begins = () => {
      const step = known(sql);
      pass(step, 'before');
      if (step && !/^\s*SELECT/.test(sql)) uncommitted = step;
    };
    statement.run = (...args: unknown[]) => {
      begins();
      return run.apply(statement, args);
    };
    statement.all = (...args: unknown[]) => {
      begins();
      return all.apply(statement, args);
    };
    return statement;
  } as typeof prepare;
  Libsql.prototype.exec = function (this: Libsql.Database, sql: string) {
    const commits = sql === 'COMMIT';
    if (!commits) pass(known(sql), 'before');
    const result = exec.call(this, sql);
    if (commits) {
      const step = uncommitted;
      uncommitted = null;
      pass(step, 'after');
    }
    return result;
  };
}

interface Waiting {
  inTransaction?: boolean;
  uncommitted?: Step | null;
}

function watchPostgres(known: Known, pass: Pass): void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const watched = function (this: pg.Client & Waiting, ...args: unknown[]): unknown {
    const [given] = args;
    const sql = typeof given === 'string' ? given : String((given as { text?: unknown }).text);
    const step = known(sql);
    pass(step, 'before');
    if (/^\s*BEGIN/i.test(sql)) this.inTransaction = true;
    if (step && !/^\s*SELECT/.test(sql)) this.uncommitted = step;
    const commits = /^\s*COMMIT/i.test(sql);
    if (commits || /^\s*ROLLBACK/i.test(sql)) this.inTransaction = false;
    const done = () => {
      if (this.inTransaction) return;
      const { uncommitted = null } = this;
      this.uncommitted = null;
      pass(uncommitted, 'after');
    };
    const last = args.at(-1);
    if (typeof last === 'function') {
      args[args.length - 1] = (...results: unknown[]) => {
        done();
        return last(...results);
      };
      return query.apply(this, args);
    }
    const result = query.apply(this, args);
    return result instanceof Promise
      ? result.then((value: unknown) => {
          done();
          return value;
        })
      : result;
  };
  pg.Client.prototype.query = watched as typeof pg.Client.prototype.query;
}
