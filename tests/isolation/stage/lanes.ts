/** Does every piece of work, some side by side; the first error ends it. */
export async function inLanes<T>(lanes: number, work: readonly T[], task: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < work.length) {
      const one = work[next] as T;
      next += 1;
      await task(one);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
