import type { ReportTypeFacts } from './report-type-facts.ts'

/** A row as written in a file: the key is its name, `groups.ts` adds the API and the group, and `loads` the loads. */
export type ReportTypeRow = Omit<ReportTypeFacts, 'reportType' | 'api' | 'group' | 'loads'>

/** The rows of a group, by report type. */
export type ReportTypeRows = Readonly<Record<string, ReportTypeRow>>
