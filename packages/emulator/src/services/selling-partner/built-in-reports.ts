import type { DocumentContent } from '../../documents/document-content.ts'
import type { BuiltInOutcome, OutcomeRequest } from '../reports/report-outcomes.ts'
import { browseTree } from './browse-tree.ts'
import { merchantListings } from './listings.ts'
import { orderReport } from './order-report.ts'

/** The outcome of report types that have built-in data. Other types get their data from fixtures. */
export const builtInOutcome: BuiltInOutcome = (request) => {
  const document = documentFor(request)
  return document && { processingStatus: 'DONE', document }
}

/** Equal reports share one document, because a schedule may create thousands of them. */
const cache = new Map<string, DocumentContent>()

function documentFor(request: OutcomeRequest): DocumentContent | undefined {
  const { reportType, marketplaceIds, reportOptions = {} } = request
  const create = documents.get(reportType)
  const [marketplaceId] = marketplaceIds
  if (create === undefined || marketplaceId === undefined) return undefined
  const { RootNodesOnly, BrowseNodeId } = reportOptions
  const key = JSON.stringify([reportType, marketplaceId, RootNodesOnly, BrowseNodeId])
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  const document = create(marketplaceId, reportOptions)
  if (document !== undefined) cache.set(key, document)
  return document
}

type CreateDocument = (
  marketplaceId: string,
  reportOptions: Readonly<Record<string, string>>,
) => DocumentContent | undefined

const documents: ReadonlyMap<string, CreateDocument> = new Map<string, CreateDocument>([
  ['GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING', () => orderReport()],
  ['GET_MERCHANT_LISTINGS_ALL_DATA', (marketplaceId) => merchantListings(marketplaceId)],
  ['GET_XML_BROWSE_TREE_DATA', (_, reportOptions) => browseTree(reportOptions)],
])
