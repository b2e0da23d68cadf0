import { peakMemory } from './peak-memory.ts'
import { isTaskName, tasks } from './tasks.ts'

/** What a child process tells its parent. */
export type ChildAnswer =
  | { readonly ok: true; readonly measured: Measured }
  | { readonly ok: false; readonly message: string }

/** What one process took for one task. */
export interface Measured {
  /** Milliseconds by the clock, from the task's start to its end; modules are loaded before. */
  readonly wall: number
  /** Milliseconds of all its threads' CPU time, over the same span. */
  readonly cpu: number
  /** Bytes of memory that the process held at its highest, from its beginning. */
  readonly peak: number
  /** What the task found out: the same for everybody who did it right. */
  readonly found: Found
}

export type Found = Readonly<Record<string, number | string | readonly number[]>>

/** The life of a child process: takes one message with the task's input, works, answers. */
export async function runChild(name: string): Promise<void> {
  if (!isTaskName(name)) throw new TypeError(`there is no task ${name}`)
  const task = await tasks[name]()
  process.once('message', async (input) => {
    const answer = await measure(task, input)
    // A task that keeps something open, such as the server, ends with its parent.
    process.send?.(answer)
  })
  process.once('disconnect', () => process.exit())
  process.send?.('ready')
}

async function measure(task: (input: never) => Promise<Found>, input: unknown): Promise<ChildAnswer> {
  const cpuBefore = process.cpuUsage()
  const began = performance.now()
  try {
    const found = await task(input as never)
    const wall = performance.now() - began
    const { user, system } = process.cpuUsage(cpuBefore)
    return { ok: true, measured: { wall, cpu: (user + system) / 1000, peak: peakMemory(), found } }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
