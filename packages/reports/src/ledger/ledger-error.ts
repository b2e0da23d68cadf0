/**
 * Why a ledger failed.
 * - `DAMAGED`: the file is no ledger, or not whole.
 * - `NEWER`: a newer release wrote the file.
 * - `UNUSABLE`: the file cannot be opened, read or written: no right, no folder, a full disk.
 * - `CLOSED`: it was closed before.
 * - `NOT_HELD`: somebody else has taken the job over, because its lease had run out.
 * - `REPORT_OWNED`: the report belongs to another job.
 */
export type LedgerErrorCode = 'DAMAGED' | 'NEWER' | 'UNUSABLE' | 'CLOSED' | 'NOT_HELD' | 'REPORT_OWNED'

/** Thrown by a ledger; `message` says what to do. Holds nothing of a job but its id. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode

  constructor(code: LedgerErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** The job is another's by now. */
export function notHeld(jobId: string): LedgerError {
  return new LedgerError(
    'NOT_HELD',
    `the job ${jobId} has been taken over by somebody else, who goes on with it: its lease had run out`,
  )
}

/** The report is another job's. */
export function reportOwned(jobId: string, reportId: string): LedgerError {
  return new LedgerError('REPORT_OWNED', `the report ${reportId} belongs to another job than ${jobId}`)
}

/** It was closed. */
export function closed(): LedgerError {
  return new LedgerError('CLOSED', 'the ledger has been closed')
}
