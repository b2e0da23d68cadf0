import { sellingPartner } from '@reportline/reports/selling-partner'
import { searchTermsType } from '../data/search-terms.ts'
import type { RecordsInput } from './records-input.ts'
import { RecordsTally } from './records-tally.ts'

/** Reads records in batches while the document is downloaded. */
export async function reportline({ origin, file }: RecordsInput): Promise<Record<string, number>> {
  const tally = new RecordsTally()
  const account = sellingPartner({
    region: 'eu',
    credentials: { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' },
    endpoint: origin,
    tokenEndpoint: `${origin}/auth/o2/token`,
  })
  for await (const batch of account.document(file, { reportType: searchTermsType }).records()) {
    for (const record of batch) tally.record(record)
  }
  return tally.found()
}
