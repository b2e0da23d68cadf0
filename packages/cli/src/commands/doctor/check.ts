/** The result of one check. */
export interface Check {
  readonly name: string
  /** The account, if the check is about one. */
  readonly account?: string
  readonly status: 'ok' | 'warning' | 'problem'
  /** What was found. */
  readonly message: string
  /** What to do about it. */
  readonly suggestion?: string
  /** Whether Amazon refuses the account. */
  readonly refused?: boolean
}

/** A problem, as the error that a check threw describes it. */
export function failedCheck(name: string, error: unknown, suggestion?: string): Check {
  const message = error instanceof Error ? error.message : String(error)
  return { name, status: 'problem', message, ...(suggestion === undefined ? {} : { suggestion }) }
}
