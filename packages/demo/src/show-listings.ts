import type { Emulator } from '@reportline/emulator'
import type { ReportEvent, Row } from '@reportline/reports'
import { type CountryCode, type Region, sellingPartner } from '@reportline/reports/selling-partner'
import type { Progress } from '@reportline/scripts/progress'
import { accountOptions, tokenEndpointOf } from './account-options.ts'
import { formatTable } from './format-table.ts'

/** The listings to request, and what they must contain. */
export interface Listings {
  readonly country: CountryCode
  readonly region: Region
  /** The charset that the document must be decoded with. */
  readonly charset: string
  /** Strings that the names of the items must contain. */
  readonly expected: readonly string[]
}

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'

/**
 * Requests a seller's listings with one call of `run`, and prints each step and the first rows.
 *
 * @throws Error if a step does not have the expected result.
 */
export async function showListings(emulator: Emulator, progress: Progress, listings: Listings): Promise<void> {
  const { country } = listings
  const account = createAccount(emulator, progress, listings)
  const outcome = await account.run({ reportType, marketplaces: [country] })
  if (outcome.status !== 'done') throw new Error(`${country}: the status of the report is ${outcome.status}, not done`)

  const reader = outcome.document.rows()
  const rows: Row[] = []
  for await (const batch of reader) rows.push(...batch)
  const { charset, rows: count, rejectedCount } = reader.summary
  progress.done(`${country}: decoded ${charset?.name} and read ${count} rows, rejected ${rejectedCount}`)
  checkRows(listings, charset?.name ?? 'unknown', rows)
  console.log(`\n${formatTable(rows.slice(0, 4), ['seller-sku', 'item-name', 'price', 'quantity', 'status'])}\n`)
}

function createAccount(emulator: Emulator, progress: Progress, { country, region }: Listings) {
  const startedAt = emulator.now()
  const print = (message: string) => progress.done(`${country}: ${message}`)
  return sellingPartner({
    ...accountOptions(emulator),
    region,
    tokenEndpoint: tokenEndpointOf(emulator),
    credentials: emulator.credentials.sellingPartner,
    fetch: fetchAndPrintTokens(print),
    onEvent: (event) => {
      const message = describeEvent(event as ReportEvent, () => Math.round((emulator.now() - startedAt) / 1000))
      if (message) print(message)
    },
  })
}

/** Returns a fetch that prints when a token is received, because there is no event for it. */
function fetchAndPrintTokens(print: (message: string) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const url = input instanceof Request ? input.url : String(input)
    if (new URL(url).pathname === '/auth/o2/token' && response.ok) {
      print('received an access token from Login with Amazon')
    }
    return response
  }
}

function describeEvent(event: ReportEvent, seconds: () => number): string | undefined {
  switch (event.type) {
    case 'created':
      return `requested ${reportType}: report ${event.job.reportId}`
    case 'finished':
      return `waited until it was ${event.processingStatus}: ${seconds()} s on the emulator's clock`
    case 'document':
      return `downloaded its document from the presigned URL: ${event.contentType}${event.compressed ? ', gzip' : ''}`
    default:
      return undefined
  }
}

function checkRows({ country, charset, expected }: Listings, actualCharset: string, rows: readonly Row[]): void {
  if (actualCharset.toLowerCase() !== charset) {
    throw new Error(`${country}: the document was decoded as ${actualCharset}, not as ${charset}`)
  }
  const names = rows.map((row) => row['item-name'] ?? '').join('\n')
  const missing = expected.filter((part) => !names.includes(part))
  if (missing.length > 0) throw new Error(`${country}: the rows do not contain ${missing.join(' and ')}`)
}
