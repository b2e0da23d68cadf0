import type { Job } from '../run/job.ts'
import type { ReportEvent } from '../run/report-event.ts'

/** What is happening to the jobs of a `reportline`; besides what a single run tells. */
export type EngineEvent =
  | ReportEvent
  /** A document of an earlier job is young enough: nothing is asked for. */
  | { readonly type: 'reused'; readonly job: Job }
  /** Somebody works on an identical job already, here or in another process: its report is waited for. */
  | { readonly type: 'joined'; readonly job: Job }
  /** An identical job that nobody works on any more is gone on with. */
  | { readonly type: 'resumed'; readonly job: Job }
  /** The leases could not be renewed, or a job not be let go of; others may take it over once they have run out. */
  | { readonly type: 'lease-failed'; readonly error: unknown }
  /** The reports that are waited for could not be listed; each is looked at by itself meanwhile. */
  | { readonly type: 'bulk-poll-failed'; readonly account: string; readonly error: unknown }
