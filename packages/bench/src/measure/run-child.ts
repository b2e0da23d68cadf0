import { peakMemory } from './peak-memory.ts'
import { isTaskName, tasks } from './tasks.ts'

/** The message that a child process sends to its parent. */
export type ChildMessage =
  | { readonly ok: true; readonly measured: Measured }
  | { readonly ok: false; readonly message: string }

/** The measurement of one task in one process. */
export interface Measured {
  /** Wall-clock time of the task in milliseconds, without loading modules. */
  readonly wall: number
  /** CPU time of all threads over the same span, in milliseconds. */
  readonly cpu: number
  /** Peak memory of the process in bytes, since its start. */
  readonly peak: number
  /** The findings of the task, which are the same for all correct contestants. */
  readonly found: Found
}

export type Found = Readonly<Record<string, number | string | readonly number[]>>

/** Runs in a child process: receives one message with the input, runs the task and sends the measurement. */
export async function runChild(name: string): Promise<void> {
  if (!isTaskName(name)) throw new TypeError(`Unknown task \`${name}\`.`)
  const task = await tasks[name]()
  process.once('message', async (input) => {
    const message = await measure(task, input)
    // A task that keeps running, such as the server, ends when the parent disconnects.
    process.send?.(message)
  })
  process.once('disconnect', () => process.exit())
  process.send?.('ready')
}

async function measure(task: (input: never) => Promise<Found>, input: unknown): Promise<ChildMessage> {
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  try {
    const found = await task(input as never)
    const wall = performance.now() - started
    const { user, system } = process.cpuUsage(cpuBefore)
    return { ok: true, measured: { wall, cpu: (user + system) / 1000, peak: peakMemory(), found } }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
