import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile as writeText } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sweepTemporaryFiles } from '../../src/storage/temporary-files.ts'
import { writeFile } from '../../src/storage/write-file.ts'

/** Not a number of rounds: each killed save leaves megabytes. */
const count = 30
const program = fileURLToPath(new URL('killed-saves.ts', import.meta.url))

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** Starts saving documents into a folder, and kills the process while all of them are incomplete. */
async function killSaves(folder: string): Promise<void> {
  const child = spawn(process.execPath, [program, folder, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'close')
}

test('killed saves leave no file under its name, and a later save deletes what they left, but nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-saves-'))
  await writeText(join(folder, 'document-0.tsv'), 'an earlier version')
  await killSaves(folder)
  const left = (await readdir(folder)).filter((name) => name.endsWith('.part'))
  expect(left).toHaveLength(count)
  expect(await readFile(join(folder, 'document-0.tsv'), 'utf8')).toBe('an earlier version')

  const [recent = '', ...abandoned] = left
  const sevenHoursAgo = new Date(Date.now() - 7 * 3_600_000)
  for (const name of abandoned) await utimes(join(folder, name), sevenHoursAgo, sevenHoursAgo)
  for (const name of ['mine.part', '.other-0123456789abcdef.part']) {
    await writeText(join(folder, name), '')
    await utimes(join(folder, name), sevenHoursAgo, sevenHoursAgo)
  }
  await writeFile(join(folder, 'next.tsv'), { reportDocumentId: '1', open: async () => one('a') })
  expect((await readdir(folder)).sort()).toEqual(
    ['.other-0123456789abcdef.part', recent, 'document-0.tsv', 'mine.part', 'next.tsv'].sort(),
  )
  await rm(folder, { recursive: true })
})

test('a folder that does not exist is not an error of the sweep', async () => {
  await sweepTemporaryFiles(join(tmpdir(), 'no-such-folder'))
})
