import type { Region } from './marketplaces.ts'

/** Remembers which reports have been dealt with. Give each seller one of its own: report ids are unique within one. */
export interface SeenReports {
  has(key: string): Promise<boolean> | boolean
  /** Called once the consumer is done with the report; waited for before the next one is given. */
  add(key: string): Promise<void> | void
}

/** A memory of reports that lasts as long as the process. */
export function memorySeenReports(): SeenReports {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key)
    },
  }
}

/** What a report is called in a {@link SeenReports}. */
export function seenKey(region: Region, reportId: string): string {
  return `selling-partner ${region} ${reportId}`
}
