import type { ColumnFacts } from './column-facts.ts'
import type { DocumentFormat } from './document-format.ts'
import type { CountryCode } from './marketplaces.ts'
import type { OptionFacts } from './option-facts.ts'
import type { Source } from './source.ts'
import type { FixedSpan, Span } from './span.ts'
import type { WindowFacts } from './window-facts.ts'

/** The report APIs. */
export type ApiName = 'selling-partner' | 'business' | 'pay'

/** How often Amazon makes a report of this type for one selling partner, beneath the limits of the operations. */
export interface ClockFacts {
  readonly reports: number
  readonly per: FixedSpan
}

/** Amazon no longer makes the report type, or will not from a day on. */
export interface RemovalFacts {
  /** From this day on, `2026-11-11`. Left out where no source tells the day. */
  readonly on?: string
  /** The report type that Amazon names in its place. */
  readonly successor?: string
  /** What else Amazon names in its place, such as another API. */
  readonly instead?: string
}

/** The marketplaces that a report may be asked for. */
export interface MarketplaceFacts {
  /** How many one report may hold. */
  readonly most?: number
  /** What becomes of more: Amazon refuses them, or takes the first ones only. */
  readonly more?: 'refused' | 'ignored'
  /** Country codes. The report type exists for these only. */
  readonly only?: readonly CountryCode[]
}

/** The charset of a document whose Content-Type names none, by region; Japan has one of its own. */
export interface CharsetFacts {
  readonly na?: string
  readonly eu?: string
  readonly JP?: string
}

/** What the sources say of one report type. What they do not say is left out, or named in `assumed`. */
export interface ReportTypeFacts {
  readonly reportType: string
  readonly api: ApiName
  /** As Amazon's documentation groups report types, for example `Order reports`. */
  readonly group: string
  readonly format: DocumentFormat
  /** Left out where no source says anything of options. */
  readonly options?: Readonly<Record<string, OptionFacts>>
  /** Sets of options, of which a request has to hold one whole. */
  readonly optionSets?: readonly (readonly string[])[]
  readonly window?: WindowFacts
  readonly clock?: ClockFacts
  /** How long after an event its data may still be missing. */
  readonly delay?: Span
  /** How long Amazon keeps the report; 90 days where nothing is said. */
  readonly retention?: Span
  /** Whether the document needs a restricted data token; `disputed` where sources contradict each other. */
  readonly restricted?: true | 'disputed'
  /**
   * By the name that the header row has in English, in the order of the source. Amazon adds columns without notice, and
   * leaves some out by marketplace.
   */
  readonly columns?: Readonly<Record<string, ColumnFacts>>
  /** Whether a schedule can make it. */
  readonly schedulable: boolean
  /** Whether createReport can. */
  readonly requestable: boolean
  readonly removed?: RemovalFacts
  readonly marketplaces?: MarketplaceFacts
  readonly charset?: CharsetFacts
  /** What else a caller has to know, a sentence each. */
  readonly notes?: readonly string[]
  /** Fields of this row that no source shows, judged from its neighbours or from what clients do. */
  readonly assumed?: readonly AssumableField[]
  /** At least one. */
  readonly sources: readonly Source[]
}

/** The fields of a row that can be assumed. */
export type AssumableField =
  | 'format'
  | 'options'
  | 'window'
  | 'clock'
  | 'delay'
  | 'retention'
  | 'restricted'
  | 'columns'
  | 'schedulable'
  | 'requestable'
  | 'marketplaces'
  | 'charset'
