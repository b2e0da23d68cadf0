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

/** The argument of the process. */
export interface ProcessOptions {
  readonly url: string
  readonly credentials: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  readonly path: string
  readonly at?: Step
  readonly how: 'run' | 'runMany' | 'resumeAll'
  /** The emulator's time, milliseconds since 1970. */
  readonly now: number
}

/** A message of the process. */
export type Message = { readonly reached: Step } | { readonly reportId: string; readonly text: string }
