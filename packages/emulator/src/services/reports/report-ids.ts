import { randomInt, randomUUID } from 'node:crypto'
import type { Region } from '@reportline/report-types'

const dayMs = 24 * 3600 * 1000
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Generates identifiers of reports and schedules in Amazon's format: a sequence number followed by six digits, the days
 * from 1970-01-01 UTC to the creation.
 */
export class ReportIds {
  #last = 50_000

  next(now: number): string {
    this.#last += 1
    return `${this.#last}${String(Math.floor(now / dayMs)).padStart(6, '0')}`
  }
}

/** Generates the identifier of a report document. */
export function newReportDocumentId(region: Region): string {
  const characters = Array.from({ length: 13 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `amzn1.spdoc.1.4.${region}.${randomUUID()}.${characters}.${randomInt(100, 100_000)}`
}
