import type { ColumnFacts } from './column-facts.ts'
import type { DocumentFormat } from './document-format.ts'
import type { Duration, FixedDuration } from './duration.ts'
import type { LoadFacts } from './loads/load-facts.ts'
import type { CountryCode } from './marketplaces.ts'
import type { OptionFacts } from './option-facts.ts'
import type { Source } from './source.ts'
import type { WindowFacts } from './window-facts.ts'

/** The report APIs. */
export type ApiName = 'selling-partner' | 'business' | 'pay'

/**
 * How often Amazon creates a report of this type for one selling partner. This limit applies in addition to the rate
 * limits of the operations.
 */
export interface FrequencyFacts {
  /** Maximum number of reports per interval. */
  readonly maxReports: number
  readonly interval: FixedDuration
}

/** Amazon has removed the report type, or has announced its removal. */
export interface RemovalFacts {
  /** The first day without the report type, for example `2026-11-11`. Undefined if no source gives a date. */
  readonly date?: string
  /** The report type that Amazon names as the replacement. */
  readonly successor?: string
  /** Any other replacement that Amazon names, such as another API. */
  readonly alternative?: string
}

/** The marketplaces that a report may cover. */
export interface MarketplaceFacts {
  /** Maximum number of marketplaces per report. */
  readonly maxCount?: number
  /** What Amazon does if a request has more: refuses it, or ignores all but the first ones. */
  readonly ifMore?: 'refused' | 'ignored'
  /** Whether Amazon ignores the marketplaces of a request: the report covers all marketplaces of the account. */
  readonly ignored?: true
  /** The countries in which the report type exists. Undefined if no source limits them. */
  readonly countries?: readonly CountryCode[]
}

/**
 * The charset of a document whose Content-Type does not name one, by region. Japan has its own charset, unlike the rest
 * of the Far East region.
 */
export interface CharsetFacts {
  readonly na?: string
  readonly eu?: string
  readonly JP?: string
}

/** What the sources say about a report type. A missing field means "not known", never "no". */
export interface ReportTypeFacts {
  readonly reportType: string
  readonly api: ApiName
  /** The group in Amazon's documentation, for example `Order reports`. */
  readonly group: string
  readonly format: DocumentFormat
  /** Undefined if no source mentions options. */
  readonly options?: Readonly<Record<string, OptionFacts>>
  /** Sets of options. A request must contain every option of at least one set. */
  readonly optionSets?: readonly (readonly string[])[]
  readonly window?: WindowFacts
  readonly frequency?: FrequencyFacts
  /** The maximum time between an event and its appearance in a report. */
  readonly dataDelay?: Duration
  /** How long Amazon keeps the report. If undefined, assume 90 days. */
  readonly retention?: Duration
  /** Whether the document needs a restricted data token. `disputed` if the sources contradict each other. */
  readonly restricted?: true | 'disputed'
  /**
   * The columns by their English name in the header row, in the order of the source. Amazon adds columns without notice,
   * and omits some in some marketplaces.
   */
  readonly columns?: Readonly<Record<string, ColumnFacts>>
  /**
   * The properties of a JSON document, or the elements of an XML document, that hold personal data, with everything inside
   * of them. Undefined if that is not known.
   */
  readonly personalFields?: readonly string[]
  /** Whether a schedule can create it. */
  readonly schedulable: boolean
  /** Whether createReport can create it. */
  readonly requestable: boolean
  readonly removed?: RemovalFacts
  readonly marketplaces?: MarketplaceFacts
  readonly charset?: CharsetFacts
  /** How to load the rows into tables that are kept up to date, one element per table. Undefined if no source shows it. */
  readonly loads?: readonly LoadFacts[]
  /** Anything else that a caller needs to know. One or two sentences each. */
  readonly notes?: readonly string[]
  /** The fields that no source confirms. They are inferred from similar report types or from what clients do. */
  readonly assumed?: readonly AssumableField[]
  /** At least one. */
  readonly sources: readonly Source[]
}

/** The fields of a row that can be assumed. */
export type AssumableField =
  | 'format'
  | 'options'
  | 'window'
  | 'frequency'
  | 'dataDelay'
  | 'retention'
  | 'restricted'
  | 'columns'
  | 'personalFields'
  | 'removed'
  | 'schedulable'
  | 'requestable'
  | 'marketplaces'
  | 'charset'
