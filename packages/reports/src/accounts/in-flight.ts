/**
 * Works on many things at once, and gives the results as they come. A thing is begun when there is room; what has ended
 * makes room once its result has been taken, so that a slow reader slows the work down.
 *
 * Where the work fails or the reader leaves, nothing more is begun, and what is under way is waited for: end it by a
 * signal of your own.
 *
 * @param most How many things are under way at a time.
 */
export async function* inFlight<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running = new Map<number, Promise<readonly [index: number, result: Result]>>()
  const begin = (item: Item, index: number) => {
    const task = work(item).then((result) => [index, result] as const)
    // It is looked at only when the reader comes back.
    task.catch(() => {})
    running.set(index, task)
  }
  try {
    for (let next = 0; next < items.length || running.size > 0; ) {
      for (const item of items.slice(next, next + most - running.size)) begin(item, next++)
      const [index, result] = await Promise.race(running.values())
      running.delete(index)
      yield result
    }
  } finally {
    await Promise.allSettled(running.values())
  }
}

/** Lets one at a time do something, in the order of asking. */
export function oneAtATime(): <Result>(action: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (action) => {
    const result = last.then(action)
    last = result.catch(() => {})
    return result
  }
}
