import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from '@reportline/emulator'

/** Paths of files that only the user can read. */
export interface KeyFiles {
  /** The private key for Amazon Pay, as PEM. */
  readonly privateKey: string
  /** The certificate for https, as PEM. Undefined without https. */
  readonly certificate: string | undefined
  /** Deletes the files. */
  remove(): Promise<void>
}

/** Writes the emulator's private key and certificate to a temporary folder, because they are too long to print. */
export async function writeKeyFiles({
  credentials,
  certificate,
}: Pick<Emulator, 'credentials' | 'certificate'>): Promise<KeyFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'reportline-emulator-'))
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content, { mode: 0o600 })
    return path
  }
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const privateKey = await write('pay-private-key.pem', credentials.pay.privateKey)
    return { privateKey, certificate: certificate && (await write('certificate.pem', certificate)), remove }
  } catch (error) {
    await remove()
    throw error
  }
}
