import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names of temporary files. Those of earlier versions have no prefix. */
const temporaryName = /^\.(?:reportline-)?[\da-f]{16}\.part$/

/** No write takes longer. An older file was left by a process that was killed. Milliseconds. */
const maxAgeMs = 6 * 3_600_000

/** The folders that this process has swept. */
const swept = new Set<string>()

/** Returns the path of a new temporary file in the folder of a file. It is renamed to the path once it is complete. */
export function temporaryPathFor(path: string): string {
  return join(dirname(path), `.reportline-${randomBytes(8).toString('hex')}.part`)
}

/**
 * Deletes the temporary files that killed processes have left in a folder. They may contain personal data. Only files of
 * this user are deleted, and only after six hours without a change, so those of other running processes stay. Each folder is
 * swept once per process. Errors are ignored, because the files are swept again by the next process.
 *
 * @param now The current time in milliseconds since 1970.
 */
export async function sweepTemporaryFiles(folder: string, now: number = Date.now()): Promise<void> {
  if (swept.has(folder)) return
  swept.add(folder)
  const names = await readdir(folder).catch((): string[] => [])
  const paths = names.filter((name) => temporaryName.test(name)).map((name) => join(folder, name))
  await Promise.all(paths.map((path) => deleteIfAbandoned(path, now).catch(() => {})))
}

async function deleteIfAbandoned(path: string, now: number): Promise<void> {
  const { mtimeMs, uid } = await stat(path)
  const isOwn = process.getuid === undefined || process.getuid() === uid
  if (isOwn && mtimeMs < now - maxAgeMs) await rm(path)
}
