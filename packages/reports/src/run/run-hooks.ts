import type { Job, WaitingJob } from './job.ts'
import type { AnyReport } from './report-api.ts'
import type { RunContext } from './run-context.ts'

/** What to do about a `createReport` whose outcome is unknown. */
export type Resolution =
  /** The report with this id is the job's; whoever says so has made sure that no other job has it. */
  | { readonly adopt: string }
  /** Surely no report was made: ask anew. */
  | { readonly createAgain: true }
  /** Too early to tell: list again after so many milliseconds. */
  | { readonly lookAgain: number }
  /** It cannot be told: hand the candidates over. */
  | 'unknown'

/** Where somebody who knows more than one run takes part in it. Each is optional; without them a run knows itself only. */
export interface RunHooks {
  /** Waits until the report of a job has ended. Default: by looking at it with growing pauses. */
  readonly waitForEnd?: (job: WaitingJob, context: RunContext, lookFirst: boolean) => Promise<AnyReport>
  /** Decides an unknown `createReport`. Default: nobody does, and the outcome is `unknown`. */
  readonly resolveUnknown?: (job: Job, candidates: readonly AnyReport[], context: RunContext) => Promise<Resolution>
  /** When a report of the same type was last asked for before this job, by what is remembered. Default: not known. */
  readonly lastRequested?: (job: Job) => Promise<Date | undefined>
}
