export { catalogueVersion, reportTypeFacts, reportTypes } from './catalogue.ts'
export type { ColumnFacts } from './column-facts.ts'
export type { DocumentFormat } from './document-format.ts'
export type {
  ApiName,
  AssumableField,
  CharsetFacts,
  ClockFacts,
  MarketplaceFacts,
  OptionFacts,
  Region,
  RemovalFacts,
  ReportTypeFacts,
} from './report-type-facts.ts'
export type { Source } from './source.ts'
export type { Span } from './span.ts'
export type { WindowFacts } from './window-facts.ts'
