import { SellingPartner } from 'amazon-sp-api'
import { plainAgent } from '../call/plain-agent.ts'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** Reads rows with the download of amazon-sp-api, which reads the whole document before it returns rows. */
export async function amazonSpApi({ origin, file }: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  const client = new SellingPartner({
    region: 'eu',
    refresh_token: 'Atzr|bench',
    access_token: 'Atza|bench',
    credentials: { SELLING_PARTNER_APP_CLIENT_ID: 'bench', SELLING_PARTNER_APP_CLIENT_SECRET: 'bench' },
    options: { https_proxy_agent: plainAgent(origin) },
  })
  const details = { reportDocumentId: file, url: `${origin}/files/${file}`, compressionAlgorithm: 'GZIP' } as const
  const rows: unknown = await client.download(details, { json: true })
  if (!Array.isArray(rows)) throw new Error('amazon-sp-api returned no rows.')
  for (const row of rows) tally.row(row)
  return tally.found()
}
