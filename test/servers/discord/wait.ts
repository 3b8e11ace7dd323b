import type { World } from './world.ts';

/**
 * Settles with what `look` finds as soon as it finds something, looking again at every change.
 * Fails after `patience` real milliseconds with `what` was awaited and what there was to see.
 */
export function waitFor<T>(
  world: World,
  look: () => T | undefined | null | false,
  what: string,
  options: { readonly patience: number; readonly describe: () => string },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let stop = (): void => {};
    const check = (): boolean => {
      let found: T | undefined | null | false;
      try {
        found = look();
      } catch (error) {
        stop();
        reject(error);
        return true;
      }
      if (found === undefined || found === null || found === false) return false;
      stop();
      resolve(found);
      return true;
    };
    if (check()) return;
    const ignore = world.onChange(check);
    const failure = setTimeout(() => {
      stop();
      reject(new Error(`Waited in vain for ${what}.\n${options.describe()}`));
    }, options.patience);
    stop = () => {
      ignore();
      clearTimeout(failure);
    };
  });
}
