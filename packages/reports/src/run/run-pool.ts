/** One piece of work among many. */
export interface Task<Result> {
  /** What pieces compete within, an account. */
  readonly group: string
  /**
   * Does it.
   *
   * @param started To be called when the piece no longer stands where the next ones want to begin.
   */
  work(started: () => void, signal: AbortSignal): Promise<Result>
}

/**
 * So many of a group stand at the beginning at a time: one more than Amazon's fullest bucket for creating reports lets
 * through at once, so that somebody always waits for the next token.
 */
const beginning = 16
/** So many of a group are under way or wait to be fetched: more than sixteen hours' worth of one account's tokens. */
const inFlight = 1_000

interface Group<Result> {
  readonly waiting: Task<Result>[]
  beginning: number
  inFlight: number
}

/**
 * Works on many pieces side by side, as many of each group at a time as do any good, and gives the results as they
 * come. Who leaves the loop ends all that is under way and waits until it has ended.
 *
 * @throws the signal's reason once it aborts
 */
export async function* runPool<Result>(
  tasks: readonly Task<Result>[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  const groups = grouped(tasks)
  const results: { readonly result: Result; readonly group: Group<Result> }[] = []
  // Each piece has a signal of its own: thousands of listeners on one are slow.
  const running = new Map<Promise<void>, AbortController>()
  const failures: unknown[] = []
  let isOver = false
  let wake = () => {}

  const begin = (group: Group<Result>, task: Task<Result>): void => {
    group.beginning += 1
    group.inFlight += 1
    let atBeginning = true
    const started = () => {
      if (!atBeginning) return
      atBeginning = false
      group.beginning -= 1
      fill(group)
    }
    const end = new AbortController()
    const piece = task.work(started, end.signal).then(
      (result) => void results.push({ result, group }),
      (error: unknown) => void failures.push(error),
    )
    const ended = piece.then(() => {
      running.delete(ended)
      started()
      wake()
    })
    running.set(ended, end)
  }
  const fill = (group: Group<Result>): void => {
    while (!isOver && group.beginning < beginning && group.inFlight < inFlight) {
      const next = group.waiting.shift()
      if (next === undefined) return
      begin(group, next)
    }
  }
  const endAll = () => {
    isOver = true
    for (const end of running.values()) end.abort(signal?.reason)
    wake()
  }
  signal?.throwIfAborted()
  signal?.addEventListener('abort', endAll, { once: true })
  try {
    for (const group of groups) fill(group)
    for (;;) {
      signal?.throwIfAborted()
      if (failures.length > 0) throw failures[0]
      const next = results.shift()
      if (next !== undefined) {
        yield next.result
        next.group.inFlight -= 1
        fill(next.group)
      } else if (running.size === 0) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    signal?.removeEventListener('abort', endAll)
    endAll()
    await Promise.all(running.keys())
  }
}

function grouped<Result>(tasks: readonly Task<Result>[]): Group<Result>[] {
  const groups = new Map<string, Group<Result>>()
  for (const task of tasks) {
    const group = groups.get(task.group) ?? { waiting: [], beginning: 0, inFlight: 0 }
    groups.set(task.group, group)
    group.waiting.push(task)
  }
  return [...groups.values()]
}
