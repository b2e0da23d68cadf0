import type { Job, JobRecord } from '@reportline/reports'

/** The request key of half of all stored jobs. All of them are finished and have a document. */
export const sharedKey = 'f'.repeat(64)

/** Every tenth job is unfinished and has no owner. */
const unfinishedInterval = 10

/** When the first job was requested. Each further one follows a second later. Milliseconds since 1970. */
const startMs = Date.UTC(2025, 0, 1)

/** A time after all stored jobs. Milliseconds since 1970. */
export const nowMs = Date.UTC(2026, 0, 1)

/** Returns the number of unfinished jobs among `count` stored jobs. */
export function unfinishedCount(count: number): number {
  return Math.floor(count / unfinishedInterval)
}

/** Returns the request key of an unfinished job. Each has its own. */
export function unfinishedKey(number: number): string {
  return keyOf(number * unfinishedInterval)
}

/** Returns a stored job by its number, counted from 0. */
export function storedRecord(number: number): JobRecord {
  const requestedAt = startMs + number * 1000
  if (number % unfinishedInterval === 0) return unfinished(keyOf(number), number, requestedAt)
  return finished(unfinished(number % 2 === 1 ? sharedKey : keyOf(number), number, requestedAt))
}

/** Creates a job that waits for its report. */
export function unfinished(requestKey: string, number: number, requestedAtMs: number): JobRecord {
  const job: Job = {
    version: 1,
    id: idOf(number),
    api: 'selling-partner',
    account: 'seller',
    region: 'eu',
    reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    marketplaceIds: ['A1PA6795UKMFR9'],
    step: 'waiting',
    requestedAt: new Date(requestedAtMs).toISOString(),
    reportId: String(50_000_000_000 + number),
  }
  return { job, requestKey, hasDocument: false }
}

/** Finishes a job with a document, 20 seconds after its request. */
export function finished({ job, requestKey }: JobRecord): JobRecord {
  const finishedAt = Date.parse(job.requestedAt) + 20_000
  const report = {
    reportId: job.reportId ?? '',
    reportType: job.reportType,
    processingStatus: 'DONE',
    processingEndTime: new Date(finishedAt).toISOString(),
    reportDocumentId: `amzn1.spdoc.1.4.eu.${job.id}`,
    createdTime: job.requestedAt,
    marketplaceIds: [...job.marketplaceIds],
  } as const
  return { job: { ...job, step: 'finished', report }, requestKey, finishedAt, hasDocument: true }
}

/** Job ids and request keys are in random order, like the UUIDs and digests of a real ledger. */
function idOf(number: number): string {
  const scattered = Math.imul(number, 0x9e3779b1) >>> 0
  return `${scattered.toString(16).padStart(8, '0')}-6f64-4a0d-9a53-${number.toString(16).padStart(12, '0')}`
}

function keyOf(number: number): string {
  return idOf(number).replaceAll('-', '').repeat(2)
}
