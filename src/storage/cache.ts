/**
 * What nearly every request reads and hardly any changes. A group holds models that are read
 * together; writing one of them makes all that was read from its group old.
 */
const GROUP_OF = {
  setting: 'settings',
  holidayCorrection: 'calendar',
  organisation: 'people',
  channel: 'people',
  person: 'people',
  membership: 'people',
  institution: 'drafts',
  institutionAlias: 'drafts',
  institutionSuccessor: 'drafts',
  draft: 'drafts',
  draftDocument: 'drafts',
  preference: 'preferences',
  draftMute: 'preferences',
} as const;

export type CacheGroup = (typeof GROUP_OF)[keyof typeof GROUP_OF];

const GROUPS: readonly CacheGroup[] = [...new Set(Object.values(GROUP_OF))];

const READS = /^(?:find|count|aggregate|groupBy)/;

/** The most values that are kept of a group; the oldest are let go. */
const MOST_VALUES = 5_000;

interface Kept {
  version: number;
  outside: number;
  value: Promise<unknown>;
}

/**
 * Values read from the database, kept for as long as nobody wrote to what they come from: this
 * process, as it is told by {@link watched}, or another one, as `outside` tells.
 */
export class ReadCache {
  readonly #outside: () => number;
  readonly #versions = new Map<CacheGroup, number>(GROUPS.map((group) => [group, 0]));
  readonly #kept = new Map<CacheGroup, Map<string, Kept>>(
    GROUPS.map((group) => [group, new Map()]),
  );

  /** `outside` is a number that changes when another process wrote to the database. */
  constructor(outside: () => number) {
    this.#outside = outside;
  }

  /** The value of that name, read now or since the last write to its group. Treat it as frozen. */
  read<T>(group: CacheGroup, name: string, load: () => Promise<T>): Promise<T> {
    const values = this.#kept.get(group) as Map<string, Kept>;
    const version = this.#version(group);
    const outside = this.#outside();
    const known = values.get(name);
    if (known?.version === version && known.outside === outside) return known.value as Promise<T>;
    const value = load();
    values.delete(name);
    values.set(name, { version, outside, value });
    // A failed read is nobody's answer but the asker's.
    value.catch(() => values.get(name)?.value === value && values.delete(name));
    if (values.size > MOST_VALUES) values.delete(values.keys().next().value as string);
    return value;
  }

  /** What was read from these groups is old. */
  drop(groups: Iterable<CacheGroup> = GROUPS): void {
    for (const group of groups) this.#versions.set(group, this.#version(group) + 1);
  }

  #version(group: CacheGroup): number {
    return this.#versions.get(group) ?? 0;
  }
}

/**
 * A client whose writes are told of: `written` gets the group of the model, none for raw SQL, and
 * the write itself, which Prisma begins when it is waited for.
 */
export function watched<C extends object>(
  client: C,
  written: (groups: readonly CacheGroup[], write: Promise<unknown>) => void,
): C {
  const models = new Map<string | symbol, object>();
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (/^\$executeRaw/.test(String(property))) {
        return told(target, value, (write) => written(GROUPS, write));
      }
      const group = GROUP_OF[property as keyof typeof GROUP_OF];
      if (!group) return value;
      const model = models.get(property) ?? watchedModel(value, (write) => written([group], write));
      models.set(property, model);
      return model;
    },
  });
}

function watchedModel(model: unknown, written: (write: Promise<unknown>) => void): object {
  return new Proxy(model as object, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function' || READS.test(String(property))) return value;
      return told(target, value, written);
    },
  });
}

function told(target: object, call: unknown, written: (write: Promise<unknown>) => void) {
  return (...args: unknown[]) => {
    const write = (call as (...given: unknown[]) => Promise<unknown>).apply(target, args);
    written(write);
    return write;
  };
}
