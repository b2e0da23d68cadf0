import type { ReportTypeFacts } from './report-type-facts.ts'

/** A row as it is written down: its name is its key, its API and its group are its file's. */
export type ReportTypeRow = Omit<ReportTypeFacts, 'reportType' | 'api' | 'group'>

/** The report types of one group, by name. */
export type ReportTypeRows = Readonly<Record<string, ReportTypeRow>>
