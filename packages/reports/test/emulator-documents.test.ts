import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Emulator, Fixtures } from '@reportline/emulator'
import { describe, expect, test } from 'vitest'
import { accountAt, listingFetch, withEmulator } from './support/emulated.ts'

const text = 'sku\tprice\r\nA\t1,00 €\r\n'.repeat(500)
const cp1252 = Buffer.from(text.replaceAll('€', '\u0080'), 'latin1')

type Documents = NonNullable<Fixtures['documents']>

/** Stores a document in the emulator and passes it to the test. */
function withDocument(
  document: Omit<Documents[number], 'reportDocumentId'>,
  read: (emulator: Emulator, id: string) => Promise<void>,
) {
  return withEmulator(async (emulator) => {
    const reportDocumentId = 'amzn1.spdoc.1.4.na.test'
    await emulator.addFixtures({ documents: [{ reportDocumentId, ...document } as Documents[number]] })
    await read(emulator, reportDocumentId)
  })
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

describe('a document of the emulator', () => {
  test.each(['reset-before', 'reset-during'] as const)(
    'is whole after the connection was lost, three times (%s)',
    (connection) =>
      withDocument(
        { contentBase64: base64(cp1252), contentType: 'text/plain; charset=Cp1252' },
        async (emulator, id) => {
          await emulator.addFixtures({ faults: [{ operation: 'document', connection, times: 2 }] })
          const { fetch, calls } = listingFetch()
          expect(await accountAt(emulator, { fetch }).document(id).text()).toBe(text)
          expect(calls.filter((call) => call.startsWith('GET /documents/'))).toHaveLength(3)
          expect(calls.filter((call) => call.startsWith('GET /reports/'))).toHaveLength(1)
        },
      ),
  )

  test('resumes from a new download URL if the old one expires during the download', () =>
    withDocument({ contentBase64: base64(cp1252), contentType: 'text/plain; charset=Cp1252' }, async (emulator, id) => {
      await emulator.addFixtures({ faults: [{ operation: 'document', connection: 'reset-during' }] })
      const { fetch, calls } = listingFetch()
      const reader = accountAt(emulator, { fetch }).document(id).raw().getReader()
      const pieces: Uint8Array[] = []
      for (let piece = await reader.read(); piece.value !== undefined; piece = await reader.read()) {
        if (pieces.length === 0) await emulator.advance(301_000)
        pieces.push(piece.value)
      }
      expect(Buffer.concat(pieces).equals(cp1252)).toBe(true)
      expect(calls.filter((call) => call.startsWith('GET /reports/'))).toHaveLength(2)
    }))

  test.each<[string, Omit<Documents[number], 'reportDocumentId'>]>([
    ['is labelled GZIP and is not', { contentBase64: base64(cp1252), compressionAlgorithm: 'GZIP' }],
    ['is not labelled GZIP and is', { contentBase64: base64(gzipSync(cp1252)) }],
  ])('is decoded according to its bytes if it %s', (_what, document) =>
    withDocument(
      { ...document, contentType: 'text/plain; charset=Cp1252' } as typeof document,
      async (emulator, id) => {
        expect(await accountAt(emulator).document(id).text()).toBe(text)
      },
    ),
  )

  test('with a wrong charset label is decoded in the charset that the caller passes', () =>
    withDocument({ contentBase64: base64(cp1252), contentType: 'text/plain; charset=UTF-8' }, async (emulator, id) => {
      const document = accountAt(emulator).document(id)
      expect(await document.text()).toContain('\ufffd')
      expect(await document.text({ charset: 'Cp1252' })).toBe(text)
    }))

  test('that was truncated together with its length leaves no file', () =>
    withDocument({ contentBase64: base64(gzipSync(cp1252)), compressionAlgorithm: 'GZIP' }, async (emulator, id) => {
      const folder = await mkdtemp(join(tmpdir(), 'reportline-cut-'))
      try {
        for (const raw of [true, false]) {
          await emulator.addFixtures({ faults: [{ operation: 'document', body: 'cut' }] })
          const saving = accountAt(emulator).document(id).save(join(folder, 'report'), { raw })
          await expect(saving).rejects.toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
        }
        expect(await readdir(folder)).toEqual([])
      } finally {
        await rm(folder, { recursive: true })
      }
    }))
})
