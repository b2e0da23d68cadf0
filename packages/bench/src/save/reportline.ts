import { sellingPartner } from '@reportline/reports/selling-partner'
import type { SaveInput } from './save-input.ts'

/** Saves the raw bytes, computes their checksum, and flushes the file to disk before it is renamed. */
export async function reportline({ origin, file, path }: SaveInput): Promise<Record<string, number>> {
  const account = sellingPartner({
    region: 'eu',
    credentials: { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' },
    endpoint: origin,
    tokenEndpoint: `${origin}/auth/o2/token`,
  })
  const { bytes } = await account.document(file).save(path, { raw: true })
  return { bytes }
}
