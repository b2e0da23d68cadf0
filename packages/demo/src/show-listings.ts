import type { Emulator } from '@reportline/emulator'
import type { ReportEvent, Row } from '@reportline/reports'
import { type CountryCode, type Region, sellingPartner } from '@reportline/reports/selling-partner'
import type { Progress } from '@reportline/scripts/progress'
import { emulatorClock } from './emulator-clock.ts'
import { formatTable } from './format-table.ts'

/** Whose listings to show, and what must be seen in them. */
export interface Listings {
  readonly country: CountryCode
  readonly region: Region
  /** The charset that the document must be decoded with. */
  readonly charset: string
  /** Texts that must stand in the rows, letter by letter. */
  readonly texts: readonly string[]
}

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'

/**
 * Asks for a seller's listings by one call of `run`, over HTTP, and prints each step and the first rows.
 *
 * @throws Error when a step does not do what it says
 */
export async function showListings(emulator: Emulator, progress: Progress, listings: Listings): Promise<void> {
  const { country, region, charset, texts } = listings
  const asked = emulator.now()
  const account = sellingPartner({
    region,
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    credentials: emulator.credentials.sellingPartner,
    application: { name: 'reportline-demo', version: '1.0' },
    clock: emulatorClock(emulator),
    fetch: tellingTokens((text) => progress.done(`${country}: ${text}`)),
    onEvent: (event) => {
      const text = describe(event as ReportEvent, () => Math.round((emulator.now() - asked) / 1000))
      if (text) progress.done(`${country}: ${text}`)
    },
  })
  const outcome = await account.run({ reportType, marketplaces: [country] })
  if (outcome.status !== 'done') throw new Error(`${country}: the report ended as ${outcome.status}`)

  const rows = outcome.document.rows()
  const all: Row[] = []
  for await (const batch of rows) all.push(...batch)
  const { summary } = rows
  progress.done(
    `${country}: decoded ${summary.charset?.name} and read ${summary.rows} rows, ${summary.rejectedCount} set aside`,
  )
  check(listings, summary.charset?.name ?? 'nothing', charset, all, texts)
  console.log(`\n${formatTable(all.slice(0, 4), ['seller-sku', 'item-name', 'price', 'quantity', 'status'])}\n`)
}

/** A fetch that says when a token came: the login itself keeps silent. */
function tellingTokens(tell: (text: string) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const url = input instanceof Request ? input.url : String(input)
    if (new URL(url).pathname === '/auth/o2/token' && response.ok) tell('got an access token from Login with Amazon')
    return response
  }
}

function describe(event: ReportEvent, seconds: () => number): string | undefined {
  switch (event.type) {
    case 'created':
      return `asked for ${reportType}: report ${event.job.reportId}`
    case 'finished':
      return `waited until it was ${event.processingStatus}: ${seconds()} s on the emulator's clock`
    case 'document':
      return `fetched its document from the presigned URL: ${event.contentType}${event.compressed ? ', gzip' : ''}`
    default:
      return undefined
  }
}

function check(
  { country }: Listings,
  charset: string,
  expected: string,
  rows: readonly Row[],
  texts: readonly string[],
): void {
  if (charset.toLowerCase() !== expected) throw new Error(`${country}: decoded as ${charset}, not as ${expected}`)
  const names = rows.map((row) => row['item-name'] ?? '').join('\n')
  const missing = texts.filter((text) => !names.includes(text))
  if (missing.length > 0) throw new Error(`${country}: the rows lack ${missing.join(' and ')}`)
}
