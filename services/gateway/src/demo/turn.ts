/** Lets others have a turn: rows already made are sent while the next ones are made up. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
