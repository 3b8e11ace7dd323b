/** A promise of the first thing that makes it impossible to go on. */
export function whatIsLost() {
  let tell: (why: string) => void = () => {};
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  return { told, tell };
}
