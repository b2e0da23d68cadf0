import type { RecordObject } from './record-object.ts'

/** What a parser of records hands over. */
export interface RecordsSink {
  readonly records: (batch: RecordObject[]) => void
  /** What stands beside the records, as far as it is known. */
  readonly head: (head: RecordObject | undefined) => void
}

/** Takes a document's text as it comes in. */
export interface RecordsParser {
  push(text: string): void
  /** @throws RecordsFault where the document is not whole or holds no records. */
  end(): void
}
