/** One task of a pool. */
export interface Task<Result> {
  /** Tasks of the same group share its limits, for example those of an account. */
  readonly group: string
  /**
   * Runs the task.
   *
   * @param started To be called once the task is started, so that the next one of its group can start.
   * @param signal Aborted when the pool ends.
   */
  run(started: () => void, signal: AbortSignal): Promise<Result>
}

/** The limits of each group, and the signal of the pool. */
export interface RunPoolOptions {
  readonly signal?: AbortSignal | undefined
  /**
   * Maximum number of tasks that are starting. Defaults to 16: one more than Amazon's largest burst for createReport, so
   * that one task always waits for the rate limit.
   */
  readonly maxStarting?: number | undefined
  /**
   * Maximum number of tasks that run or whose result has not been consumed. Defaults to 1,000, which is more than an
   * account can create in sixteen hours.
   */
  readonly maxInFlight?: number | undefined
}

interface Group<Result> {
  readonly waiting: Task<Result>[]
  starting: number
  inFlight: number
}

/**
 * Runs tasks concurrently and yields each result as it arrives. When the loop is left, all running tasks are aborted and
 * awaited.
 *
 * @throws The signal's reason when it is aborted; the error of the first task that fails.
 */
export async function* runPool<Result>(
  tasks: readonly Task<Result>[],
  { signal, maxStarting = 16, maxInFlight = 1_000 }: RunPoolOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const groups = groupTasks(tasks)
  const results: { readonly result: Result; readonly group: Group<Result> }[] = []
  // Each task has its own signal: a signal with thousands of listeners is slow.
  const running = new Map<Promise<void>, AbortController>()
  const failures: unknown[] = []
  let isOver = false
  let wakeUp = () => {}

  const start = (group: Group<Result>, task: Task<Result>): void => {
    group.starting += 1
    group.inFlight += 1
    let isStarting = true
    const started = () => {
      if (!isStarting) return
      isStarting = false
      group.starting -= 1
      startWaiting(group)
    }
    const controller = new AbortController()
    const settled = task.run(started, controller.signal).then(
      (result) => void results.push({ result, group }),
      (error: unknown) => void failures.push(error),
    )
    const ended = settled.then(() => {
      running.delete(ended)
      started()
      wakeUp()
    })
    running.set(ended, controller)
  }
  const startWaiting = (group: Group<Result>): void => {
    while (!isOver && group.starting < maxStarting && group.inFlight < maxInFlight) {
      const next = group.waiting.shift()
      if (next === undefined) return
      start(group, next)
    }
  }
  const abortAll = () => {
    isOver = true
    for (const controller of running.values()) controller.abort(signal?.reason)
    wakeUp()
  }
  signal?.throwIfAborted()
  signal?.addEventListener('abort', abortAll, { once: true })
  try {
    for (const group of groups) startWaiting(group)
    for (;;) {
      signal?.throwIfAborted()
      if (failures.length > 0) throw failures[0]
      const next = results.shift()
      if (next !== undefined) {
        yield next.result
        next.group.inFlight -= 1
        startWaiting(next.group)
      } else if (running.size === 0) return
      else await new Promise<void>((resolve) => (wakeUp = resolve))
    }
  } finally {
    signal?.removeEventListener('abort', abortAll)
    abortAll()
    await Promise.all(running.keys())
  }
}

function groupTasks<Result>(tasks: readonly Task<Result>[]): Group<Result>[] {
  const groups = new Map<string, Group<Result>>()
  for (const task of tasks) {
    const group = groups.get(task.group) ?? { waiting: [], starting: 0, inFlight: 0 }
    groups.set(task.group, group)
    group.waiting.push(task)
  }
  return [...groups.values()]
}
