import type { Job } from '../run/job.ts'
import type { ReportEvent } from '../run/report-event.ts'

/** What happens to the jobs of an engine, in addition to the events of a single run. */
export type EngineEvent =
  | ReportEvent
  /** The document of an earlier job is recent enough. Nothing is requested. */
  | { readonly type: 'reused'; readonly job: Job }
  /** An identical job is in progress, in this process or another one. The call waits for its report. */
  | { readonly type: 'joined'; readonly job: Job }
  /** An identical job that no process works on is resumed. */
  | { readonly type: 'resumed'; readonly job: Job }
  /** A lease could not be renewed or released. When it expires, other processes can acquire its jobs. */
  | { readonly type: 'lease-failed'; readonly error: unknown }
  /** The pending reports could not be listed. Each of them is polled meanwhile. */
  | { readonly type: 'bulk-poll-failed'; readonly account: string; readonly error: unknown }
