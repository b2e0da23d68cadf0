/** The steps at which a process can be killed. */
export const steps = [
  'while waiting for the rate limit',
  'before createReport is sent',
  'after createReport is sent, before its response',
  'after the response to createReport, before it is saved',
  'while waiting',
  'after the end, before it is saved',
  'before the document',
  'during the download',
] as const

export type Step = (typeof steps)[number]

/** One engine, which requests or resumes a report of one emulator. */
export interface EngineOptions {
  readonly url: string
  readonly credentials: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  /** The file of the ledger. */
  readonly path: string
  readonly how: 'run' | 'runMany' | 'resumeAll'
  /** The step at which to block, so that the process can be killed there. */
  readonly at?: Step | undefined
  /** The emulator's time, milliseconds since 1970. */
  readonly now: number
}

/** The message of a process whose engine with this ledger has reached its step. */
export interface Message {
  readonly path: string
  readonly reached: Step
}

/** A report that an engine delivered. */
export interface Delivered {
  readonly reportId: string
  readonly text: string
}
