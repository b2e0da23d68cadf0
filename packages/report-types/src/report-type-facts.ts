import type { ColumnFacts } from './column-facts.ts'
import type { DocumentFormat } from './document-format.ts'
import type { Source } from './source.ts'
import type { Span } from './span.ts'
import type { WindowFacts } from './window-facts.ts'

/** The report APIs. */
export type ApiName = 'selling-partner' | 'business' | 'pay'

/** The regions of the Selling Partner API. */
export type Region = 'na' | 'eu' | 'fe'

/** What the sources say of one option of a report type. Every value is a text, as the API wants it. */
export interface OptionFacts {
  /** The documented values. Left out where any text may stand. */
  readonly values?: readonly string[]
  /** What parts several values in one text. Left out where one value stands alone. */
  readonly separator?: ' ' | ','
  readonly required?: true
  /** What Amazon takes when the option is left out. */
  readonly default?: string
}

/** How often Amazon makes a report of this type for one seller, beneath the limits of the operations. */
export interface ClockFacts {
  readonly reports: number
  readonly per: Span
  /** What has a clock of its own; the selling partner where it is left out. */
  readonly of?: 'seller' | 'marketplace'
}

/** A report type that Amazon no longer makes, or will not from a day on. */
export interface RemovalFacts {
  /** The day, `2026-11-11`, or the month, `2022-01`. */
  readonly on: string
  /** The report type that Amazon names in its place. */
  readonly successor?: string
  /** What else Amazon names in its place, such as another API. */
  readonly instead?: string
}

/** The marketplaces that a report may be asked for. */
export interface MarketplaceFacts {
  /** How many one report may hold. */
  readonly most?: number
  /** Country codes; the report type exists in these only. */
  readonly only?: readonly string[]
}

/** Charsets that stand for a document whose Content-Type names none. By region; Japan has one of its own. */
export interface CharsetFacts {
  readonly na?: string
  readonly eu?: string
  readonly JP?: string
}

/** What the sources say of one report type; of what they do not say, the field is left out or stands in `assumed`. */
export interface ReportTypeFacts {
  readonly reportType: string
  readonly api: ApiName
  /** As Amazon's documentation groups report types, for example `Order reports`. */
  readonly group: string
  readonly format: DocumentFormat
  readonly options?: Readonly<Record<string, OptionFacts>>
  /** Sets of options of which a request has to hold one, whole. */
  readonly optionSets?: readonly (readonly string[])[]
  readonly window?: WindowFacts
  readonly clock?: ClockFacts
  /** How long after an event its data may still be missing. */
  readonly delay?: Span
  /** How long Amazon keeps the report; 90 days where nothing is said. */
  readonly retention?: Span
  /** Whether the document needs a restricted data token; `disputed` where sources contradict each other. */
  readonly restricted?: true | 'disputed'
  /** By name, as the header row has them, in its order where a source shows the order. */
  readonly columns?: Readonly<Record<string, ColumnFacts>>
  /** Whether a schedule can make it. */
  readonly schedulable: boolean
  /** Whether createReport can. */
  readonly requestable: boolean
  readonly removed?: RemovalFacts
  readonly marketplaces?: MarketplaceFacts
  /** Where it exists; everywhere when left out. */
  readonly regions?: readonly Region[]
  readonly charset?: CharsetFacts
  /** Fields of this row that no source shows, judged from its neighbours or from what clients do. */
  readonly assumed?: readonly AssumableField[]
  /** At least one. */
  readonly sources: readonly Source[]
}

/** The fields of a row that can be assumed. */
export type AssumableField =
  | 'format'
  | 'options'
  | 'optionSets'
  | 'window'
  | 'clock'
  | 'delay'
  | 'retention'
  | 'restricted'
  | 'columns'
  | 'schedulable'
  | 'requestable'
  | 'marketplaces'
  | 'regions'
  | 'charset'
