import { pickedUpColumns, waitingForPickupColumns } from '../columns/easy-ship-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { madeByAmazon, onRequest, tsv } from '../row-parts.ts'
import { archivedList, attributes, page } from '../sources.ts'

const easyShip = page('Easy Ship reports', 'report-type-values-easy-ship')
const columnsPage = attributes('easy-ship-reports-attributes')
const inIndia = { marketplaces: { countries: ['IN'] } } as const

/** Parcels that Amazon collects from sellers. */
export const easyShipReports = {
  GET_EASYSHIP_DOCUMENTS: {
    format: { kind: 'pdf' },
    restricted: true,
    ...madeByAmazon,
    notes: ['The feed POST_EASYSHIP_DOCUMENTS creates it. The processing report of the feed contains the report id.'],
    assumed: ['requestable', 'schedulable'],
    sources: [
      easyShip,
      page('Get shipping labels, invoice, and warranty documents', 'get-shipping-labels-easy-ship-order'),
    ],
  },
  GET_EASYSHIP_PICKEDUP: {
    format: tsv,
    columns: pickedUpColumns,
    ...inIndia,
    ...onRequest,
    assumed: ['requestable', 'schedulable'],
    sources: [archivedList, columnsPage, easyShip],
  },
  GET_EASYSHIP_WAITING_FOR_PICKUP: {
    format: tsv,
    columns: waitingForPickupColumns,
    ...inIndia,
    ...onRequest,
    assumed: ['requestable', 'schedulable'],
    sources: [archivedList, columnsPage, easyShip],
  },
} as const satisfies ReportTypeRows
