import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from '@reportline/emulator'

/** What is too long to be read from a terminal, in files that nobody else may read. */
export interface KeyFiles {
  /** The private key for Amazon Pay, as PEM. */
  readonly privateKey: string
  /** The certificate of the https address, as PEM, where there is one. */
  readonly certificate: string | undefined
  /** Removes them. */
  remove(): Promise<void>
}

/** Writes an emulator's key, and its certificate, into a new folder for temporary files. */
export async function writeKeyFiles({ credentials, certificate }: Pick<Emulator, 'credentials' | 'certificate'>) {
  const folder = await mkdtemp(join(tmpdir(), 'reportline-emulator-'))
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content, { mode: 0o600 })
    return path
  }
  return {
    privateKey: await write('pay-private-key.pem', credentials.pay.privateKey),
    certificate: certificate === undefined ? undefined : await write('certificate.pem', certificate),
    remove: () => rm(folder, { recursive: true, force: true }),
  } satisfies KeyFiles
}
