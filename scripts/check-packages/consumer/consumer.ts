import { startEmulator } from '@reportline/emulator'
import { sellingPartner } from '@reportline/reports/selling-partner'
import { servers } from '@reportline/selling-partner-reports-client'
import type { ProcessingStatus, Report } from '@reportline/selling-partner-reports-types'

// A program as a user would write it, with the packages as they are published.
const status: ProcessingStatus = 'DONE'
const later: Report['processingStatus'] = 'SOME_LATER_STATUS'
if (!status || !later || !servers.na.startsWith('https://')) throw new Error('the types and the values differ')

const emulator = await startEmulator()
const account = sellingPartner({
  region: 'eu',
  endpoint: emulator.url,
  tokenEndpoint: `${emulator.url}/auth/o2/token`,
  credentials: emulator.credentials.sellingPartner,
  clock: { now: () => emulator.now(), sleep: async (milliseconds) => emulator.advance(milliseconds) },
})

// @ts-expect-error colour is not a field of the request
account.client.createReport({ reportType: 'X', marketplaceIds: ['Y'], colour: 'red' }).catch(() => undefined)

const outcome = await account.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
if (outcome.status !== 'done') throw new Error(`the status of the report is ${outcome.status}, not done`)
let rows = 0
for await (const batch of outcome.document.rows()) rows += batch.length
await emulator.stop()
if (rows === 0) throw new Error('the report has no rows')
