import { randomInt, randomUUID } from 'node:crypto'
import type { Region } from '@reportline/report-types'

const day = 24 * 3600 * 1000
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Numbers reports and schedules in Amazon's manner: the last six digits are the day of creation since 1970-01-01 UTC. */
export class ReportIds {
  #last = 50_000

  next(now: number): string {
    this.#last += 1
    return `${this.#last}${String(Math.floor(now / day)).padStart(6, '0')}`
  }
}

/** An identifier for a new report document. */
export function newReportDocumentId(region: Region): string {
  const characters = Array.from({ length: 13 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `amzn1.spdoc.1.4.${region}.${randomUUID()}.${characters}.${randomInt(100, 100_000)}`
}
