import { useEffect, useState } from 'preact/hooks';

/** What the address shows: a channel, perhaps a thread in it, perhaps one message. */
export interface Route {
  channel: string | null;
  thread: string | null;
  message: string | null;
}

const FORM = /^#\/c\/([\w.:-]+)(?:\/t\/([\w-]+))?(?:\/m\/([\w-]+))?$/;

export function readRoute(hash: string): Route {
  const match = FORM.exec(decodeURI(hash));
  return {
    channel: match?.[1] ?? null,
    thread: match?.[2] ?? null,
    message: match?.[3] ?? null,
  };
}

export function routeTo(channel: string, thread?: string | null): string {
  return `#/c/${channel}${thread ? `/t/${thread}` : ''}`;
}

/** Goes there as a step that the browser's "back" undoes. */
export function go(channel: string, thread?: string | null): void {
  location.hash = routeTo(channel, thread);
}

/** The address now; "back" closes a thread as it does elsewhere. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
