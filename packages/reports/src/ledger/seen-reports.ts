import type { AccountContext } from '../run/run-context.ts'

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

/** What report ids are told apart by. */
export type SeenScope = Pick<AccountContext, 'api' | 'region' | 'environment'>

/** What a report is called in a {@link SeenReports}. */
export function seenKey({ api: { api }, region, environment }: SeenScope, reportId: string): string {
  return environment === undefined ? `${api} ${region} ${reportId}` : `${api} ${region} ${environment} ${reportId}`
}
