export { addMonths } from './add-months.ts'
export { catalogueVersion, reportTypeFacts, reportTypes } from './catalogue.ts'
export type { ColumnFacts } from './column-facts.ts'
export { columnTranslations } from './columns/column-translations.ts'
export type { DocumentFormat } from './document-format.ts'
export { type Duration, durationMs, type FixedDuration, formatDuration } from './duration.ts'
export { type DateTimeParts, instantFromParts, parseIsoInstant, parseOffset, readInstant } from './instant.ts'
export type {
  AssumableLoadField,
  LoadColumns,
  LoadFacts,
  LoadScope,
  MergeLoad,
  OnceLoad,
  ReplaceLoad,
  SnapshotLoad,
} from './loads/load-facts.ts'
export {
  type BusinessCountryCode,
  type BusinessRegion,
  businessMarketplaces,
  type CountryCode,
  findMarketplace,
  type Marketplace,
  marketplaces,
  type Region,
} from './marketplaces.ts'
export { matchesWildcards } from './matches-wildcards.ts'
export type { OptionFacts } from './option-facts.ts'
export type { ColumnOf, KnownReportType, ReportOptionsOf, ReportType } from './report-type.ts'
export type {
  ApiName,
  AssumableField,
  CharsetFacts,
  FrequencyFacts,
  MarketplaceFacts,
  RemovalFacts,
  ReportTypeFacts,
} from './report-type-facts.ts'
export { type ReportTypeLimit, reportTypeLimit } from './report-type-limit.ts'
export type { Source } from './source.ts'
export { validateRequest } from './validate/validate-request.ts'
export type {
  RequestToValidate,
  ValidationCode,
  ValidationIssue,
  ValidationResult,
} from './validate/validation-result.ts'
export type { WindowFacts } from './window-facts.ts'
export { splitWindow, type Window } from './windows/split-window.ts'
export { windowToSend } from './windows/window-to-send.ts'
