import type { DocumentContent } from '../documents/document-content.ts'
import type { AskedFor, BuiltInEnding } from '../reports/report-outcomes.ts'
import { browseTree } from './browse-tree.ts'
import { merchantListings } from './listings.ts'
import { orderReport } from './order-report.ts'

/** Some report types have data from the start; others get theirs through `given`. */
export const builtIn: BuiltInEnding = (request) => {
  const document = documentFor(request)
  return document === undefined ? undefined : { processingStatus: 'DONE', document }
}

/** Reports that hold the same share one text: a schedule may make thousands of them. */
const made = new Map<string, DocumentContent>()

function documentFor(request: AskedFor): DocumentContent | undefined {
  const { reportType, marketplaceIds, reportOptions = {} } = request
  const make = documents.get(reportType)
  const [marketplaceId] = marketplaceIds
  if (make === undefined || marketplaceId === undefined) return undefined
  const { RootNodesOnly, BrowseNodeId } = reportOptions
  const key = JSON.stringify([reportType, marketplaceId, RootNodesOnly, BrowseNodeId])
  const known = made.get(key)
  if (known !== undefined) return known
  const document = make(marketplaceId, reportOptions)
  if (document !== undefined) made.set(key, document)
  return document
}

type MakeDocument = (
  marketplaceId: string,
  reportOptions: Readonly<Record<string, string>>,
) => DocumentContent | undefined

const documents: ReadonlyMap<string, MakeDocument> = new Map<string, MakeDocument>([
  ['GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING', () => orderReport()],
  ['GET_MERCHANT_LISTINGS_ALL_DATA', (marketplaceId) => merchantListings(marketplaceId)],
  ['GET_XML_BROWSE_TREE_DATA', (_, reportOptions) => browseTree(reportOptions)],
])
