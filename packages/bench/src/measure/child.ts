import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ChildMessage, Measured } from './run-child.ts'
import type { TaskName } from './tasks.ts'

/** The compiled entry, because stripping types at run time would increase the memory of the measured process. */
const entry = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** A child process and its measurement. */
export interface Child {
  readonly measured: Measured
  /** Ends the process. */
  end(): void
}

/** Starts a process for one task and waits for its result. The process runs until `end` is called. */
export function startChild(task: TaskName, input: object): Promise<Child> {
  if (!existsSync(entry)) throw new Error('packages/bench is not built. Run pnpm build.')
  return new Promise((resolve, reject) => {
    const child = fork(entry, ['--child', task], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const end = () => {
      if (child.connected) child.disconnect()
    }
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(new Error(`The process of the task ${task} ended early (${signal ?? code}).`)),
    )
    child.on('message', (message: 'ready' | ChildMessage) => {
      if (message === 'ready') child.send(input)
      else if (message.ok) resolve({ measured: message.measured, end })
      else {
        end()
        reject(new Error(message.message))
      }
    })
  })
}

/** Runs one task in its own process and ends the process. */
export async function runInChild(task: TaskName, input: object): Promise<Measured> {
  const child = await startChild(task, input)
  child.end()
  return child.measured
}
