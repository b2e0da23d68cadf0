import type { ApiName } from './report-type-facts.ts'
import type { ReportTypeRows } from './report-type-rows.ts'
import { inventoryReports } from './report-types/inventory-reports.ts'
import { settlementReports } from './report-types/settlement-reports.ts'

interface Group {
  readonly api: ApiName
  /** As Amazon's documentation names it. */
  readonly group: string
  readonly rows: ReportTypeRows
}

/** Every file of `report-types`, once. */
export const groups = [
  { api: 'selling-partner', group: 'Inventory reports', rows: inventoryReports },
  { api: 'selling-partner', group: 'Settlement reports', rows: settlementReports },
] as const satisfies readonly Group[]
