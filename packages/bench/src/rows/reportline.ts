import { sellingPartner } from '@reportline/reports/selling-partner'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** Reads rows as a user of Reportline does, including token, document URL, download, checks and charset. */
export async function reportline({ origin, file }: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  const account = sellingPartner({
    region: 'eu',
    credentials: { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' },
    endpoint: origin,
    tokenEndpoint: `${origin}/auth/o2/token`,
  })
  const reportType = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'
  for await (const batch of account.document(file, { reportType }).rows()) {
    for (const row of batch) tally.row(row)
  }
  return tally.found()
}
