import type { ContentSource, Reading } from './content/document-content.ts'
import type { Records } from './records/types.ts'
import type { Rows } from './rows/types.ts'
import type { Settlement } from './settlement/types.ts'

type OnRead = ContentSource['onRead']

/** The same rows; what they have come to is noted when their end has been reached. */
export function notedRows<R>(rows: Rows<R>, onRead: OnRead): Rows<R> {
  if (onRead === undefined) return rows
  return {
    get summary() {
      return rows.summary
    },
    [Symbol.asyncIterator]: () => atEnd(rows, () => onRead(rowsReading(rows))),
  }
}

/** The same records, likewise. */
export function notedRecords(records: Records, onRead: OnRead): Records {
  if (onRead === undefined) return records
  return {
    get summary() {
      return records.summary
    },
    events: () => records.events(),
    [Symbol.asyncIterator]: () =>
      atEnd(records, () => {
        const { charset, records: rows } = records.summary
        return onRead({ rows, ...(charset === undefined ? {} : { charset }) })
      }),
  }
}

/** The same settlement, likewise. */
export function notedSettlement(settlement: Settlement, onRead: OnRead): Settlement {
  if (onRead === undefined) return settlement
  const { rows } = settlement
  return {
    summary: settlement.summary,
    close: () => settlement.close(),
    rows: {
      get summary() {
        return rows.summary
      },
      [Symbol.asyncIterator]: () => atEnd(rows, () => onRead(rowsReading(rows))),
    },
  }
}

function rowsReading({ summary }: Pick<Rows, 'summary'>): Reading {
  const { charset, rows, rejectedCount, undecodable } = summary
  return { rows, rejected: rejectedCount, undecodable, ...(charset === undefined ? {} : { charset }) }
}

/** Not a generator: that would answer `return()` only when what it waits for has come. */
function atEnd<T>(values: AsyncIterable<T>, act: () => Promise<void>): AsyncIterator<T> {
  const iterator = values[Symbol.asyncIterator]()
  return {
    async next() {
      const result = await iterator.next()
      if (result.done) await act()
      return result
    },
    async return() {
      return (await iterator.return?.()) ?? { done: true, value: undefined }
    },
  }
}
