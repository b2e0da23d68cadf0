import type { ReportTypeRows } from '../report-type-rows.ts'
import { flag, onRequestOrSchedule } from '../row-parts.ts'
import { airbyte, archivedList, gathered } from '../sources.ts'

/** How Amazon sorts its catalogue. */
export const browseTreeReports = {
  GET_XML_BROWSE_TREE_DATA: {
    format: { kind: 'xml', record: 'Node' },
    options: { MarketplaceId: {}, RootNodesOnly: flag, BrowseNodeId: {} },
    ...onRequestOrSchedule,
    notes: [
      'RootNodesOnly wins over BrowseNodeId, and MarketplaceId over marketplaceIds.',
      'A BrowseNodeId that does not exist gives a report without data.',
    ],
    sources: [archivedList, airbyte, gathered],
  },
} as const satisfies ReportTypeRows
