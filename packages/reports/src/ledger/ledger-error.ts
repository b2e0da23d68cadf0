/**
 * Why a ledger failed.
 * - `DAMAGED`: the file is not a ledger, or it is damaged.
 * - `NEWER`: a newer release wrote the file.
 * - `UNUSABLE`: the file cannot be opened, read or written: a missing permission or folder, a full disk.
 * - `CLOSED`: the ledger was closed before.
 * - `LEASE_LOST`: another process has acquired the job because its lease had expired.
 * - `REPORT_OWNED`: the report belongs to another job.
 */
export type LedgerErrorCode = 'DAMAGED' | 'NEWER' | 'UNUSABLE' | 'CLOSED' | 'LEASE_LOST' | 'REPORT_OWNED'

/** Thrown by a ledger; `message` says what to do. Contains nothing of a job except its id. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode

  constructor(code: LedgerErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** The error of an update by an owner that no longer has the job. */
export function leaseLost(jobId: string): LedgerError {
  return new LedgerError(
    'LEASE_LOST',
    `The lease of the job ${jobId} has expired and another process has acquired the job.`,
  )
}

/** The error of a second job with the same report. */
export function reportOwned(jobId: string, reportId: string): LedgerError {
  return new LedgerError('REPORT_OWNED', `The report ${reportId} belongs to another job than ${jobId}.`)
}

/** The error of every method of a closed ledger. */
export function ledgerClosed(): LedgerError {
  return new LedgerError('CLOSED', 'The ledger has been closed.')
}
