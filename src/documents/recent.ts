/** A file is read when it comes and again when it is used: soon after one another. */
const MOST_KEPT = 4;

/** Long enough for a form that is filled in meanwhile; then its memory is free again. */
const KEPT_MS = 10 * 60 * 1000;

/** What was read a moment ago, by a digest of what was asked for; what is not kept is read. */
export type Recent<T> = (digest: string, read: () => Promise<T>) => Promise<T>;

/** Keeps the latest few readings of one kind for some minutes. */
export function keepRecent<T>(): Recent<T> {
  const kept = new Map<string, Promise<T>>();
  return (digest, read) => {
    const known = kept.get(digest);
    if (known) return known;
    const reading = read();
    kept.set(digest, reading);
    const forget = () => {
      if (kept.get(digest) === reading) kept.delete(digest);
    };
    // Nobody waits for it, neither to end the program.
    setTimeout(forget, KEPT_MS).unref();
    // A failure is nobody's answer but the asker's.
    reading.catch(forget);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return reading;
  };
}
