import type { ReportTypeFacts } from './report-type-facts.ts'

/** A row as written in a file: the key is its name, and `groups.ts` adds the API and the group. */
export type ReportTypeRow = Omit<ReportTypeFacts, 'reportType' | 'api' | 'group'>

/** The rows of a group, by report type. */
export type ReportTypeRows = Readonly<Record<string, ReportTypeRow>>
