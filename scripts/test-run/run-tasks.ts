import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { workspace } from '../apis.ts'
import { run } from '../run.ts'
import { turboEnvironment } from '../turbo.ts'

/** A task that turbo ran or took from its cache. */
export interface TaskResult {
  /** For instance `@reportline/auth#test`, or `//#check-style` for a task of the whole workspace. */
  readonly id: string
  readonly succeeded: boolean
  /** The duration of the task. Undefined if its result came from the cache. */
  readonly milliseconds: number | undefined
  /** The task's log file, absolute. */
  readonly logFile: string
}

/** The parts of turbo's run summary that are read here. */
export interface RunSummary {
  readonly tasks: readonly {
    readonly taskId: string
    readonly logFile: string
    readonly cache: { readonly status: string }
    readonly execution?: { readonly startTime: number; readonly endTime: number; readonly exitCode: number | null }
  }[]
}

// Two tasks at a time: some wait for a package manager or run one file, and would leave a CPU idle.
const cpus = availableParallelism()
const concurrency = Math.max(2, Math.ceil(cpus / 4))
const maxWorkers = Math.max(2, Math.ceil(cpus / concurrency))

/**
 * Runs tasks in every package that has them, two at a time on a machine with up to eight CPUs. Continues after a failure.
 *
 * @param onStart called with the id of each task when it starts
 * @throws Error with turbo's output if turbo itself fails
 */
export async function runTasks(tasks: readonly string[], onStart: (id: string) => void): Promise<TaskResult[]> {
  const args = ['run', ...tasks, '--continue', '--summarize', '--output-logs=hash-only', `--concurrency=${concurrency}`]
  const { code, output } = await run('turbo', args, {
    env: {
      ...turboEnvironment,
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      VITEST_MAX_WORKERS: String(maxWorkers),
      // The tasks start hundreds of Node processes, which load the same code.
      NODE_COMPILE_CACHE: join(workspace, 'node_modules/.cache/node-compile'),
    },
    onOutput: (chunk) => {
      for (const [, id = ''] of chunk.matchAll(/^(\S+): cache miss, executing/gm)) onStart(id)
    },
  })
  const path = /^Summary: +(.+\.json)$/m.exec(output)?.[1]
  if (path === undefined) throw new Error(`turbo exited with ${code} without a summary:\n${output}`)
  const summary = JSON.parse(readFileSync(path, 'utf8')) as RunSummary
  rmSync(path)
  const results = readSummary(summary)
  if (code !== 0 && results.every(({ succeeded }) => succeeded))
    throw new Error(`turbo exited with ${code}:\n${output}`)
  return results
}

/** Returns the results of the tasks that ran or came from the cache. Tasks that another failure prevented are left out. */
export function readSummary({ tasks }: RunSummary): TaskResult[] {
  return tasks.flatMap(({ taskId, logFile, cache, execution }) => {
    const cached = cache.status === 'HIT'
    if (!cached && !execution) return []
    return [
      {
        id: taskId,
        succeeded: cached || execution?.exitCode === 0,
        milliseconds: cached || !execution ? undefined : execution.endTime - execution.startTime,
        logFile: join(workspace, logFile),
      },
    ]
  })
}
