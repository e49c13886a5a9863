let last: Promise<unknown> = Promise.resolve();

/** Runs one task at a time under a name, over all tabs where the browser can (it can on https and on loopback). */
export async function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
  if ("locks" in navigator) {
    return navigator.locks.request(name, task);
  }
  const mine = last.then(task);
  last = mine.catch(() => undefined);
  return mine;
}
