import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, onRequestOrSchedule } from '../row-parts.ts'
import { airbyte, archivedList } from '../sources.ts'

/** The category tree of Amazon's catalogue. */
export const browseTreeReports = {
  GET_XML_BROWSE_TREE_DATA: {
    format: { kind: 'xml', record: 'Node', root: 'Result' },
    options: { MarketplaceId: {}, RootNodesOnly: booleanOption, BrowseNodeId: {} },
    ...onRequestOrSchedule,
    notes: [
      'RootNodesOnly takes precedence over BrowseNodeId, and MarketplaceId over marketplaceIds.',
      'If BrowseNodeId does not exist, the report contains no data.',
    ],
    sources: [archivedList, airbyte],
  },
} as const satisfies ReportTypeRows
