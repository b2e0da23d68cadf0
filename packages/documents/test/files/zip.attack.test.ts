import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DocumentError } from '../../src/content/document-error.ts'
import { parse } from '../../src/index.ts'
import { unicodePath, zipOf } from '../support/zip.ts'

const { REPORTLINE_ATTACK_ROUNDS: numRuns = 2_000, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env
const parameters = { numRuns: Number(numRuns), seed: Number(seed) }

let temporary = ''
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'reportline-zip-'))
  vi.stubEnv('TMPDIR', temporary)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(temporary, { recursive: true })
})

const content = Buffer.from('sku\tprice\n'.repeat(20))

const hostileName = fc.oneof(
  fc.constantFrom(
    'a',
    'A',
    'a/b',
    'a/b/c',
    '../x',
    '/x',
    'a/../../x',
    'C:x',
    'x:y',
    'CON',
    'a\\b',
    '',
    '.',
    'b/',
    '\0',
  ),
  fc.array(fc.constantFrom('a', '..', '.', '/', '\\', ':', 'ü', ' '), { maxLength: 6 }).map((parts) => parts.join('')),
)
const number = fc.option(fc.constantFrom(0, 1, 40, 219, 220, 221, 0xffff, 0xfffffffe, 0xffffffff), { nil: undefined })
const hostileEntry = fc.record({
  name: hostileName,
  content: fc.constant(content),
  method: fc.constantFrom(0, 8, 8, 8, 9),
  flags: fc.constantFrom(0, 0, 0, 1, 0x800),
  extra: fc.oneof(
    fc.constant(new Uint8Array(0)),
    fc.tuple(hostileName, fc.nat()).map(([name, checksum]) => unicodePath(name, checksum)),
  ),
  declared: fc
    .record({ size: number, compressedSize: number, crc32: number, at: number })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))),
})

/** Archives that are hostile on purpose, and good ones with some bytes changed, removed or repeated. */
const archive = fc.oneof(
  fc
    .tuple(fc.array(hostileEntry, { maxLength: 4 }), fc.option(fc.nat({ max: 5 }), { nil: undefined }))
    .map(([entries, count]) => zipOf(entries, count)),
  fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 }), fc.nat({ max: 12 })), {
      minLength: 1,
      maxLength: 5,
    })
    .map((changes) =>
      changes.reduce(
        mutate,
        zipOf([
          { name: 'a.pdf', content },
          { name: 'b/table.tsv', content },
          { name: 'c', content, method: 0 },
        ]),
      ),
    ),
)

/** Replaces a byte, or removes or repeats some bytes. */
function mutate(bytes: Buffer, [place, byte, length]: readonly [number, number, number]): Buffer {
  const at = Math.floor(place * bytes.length)
  const middle = length < 8 ? [byte] : length < 10 ? [] : [...bytes.subarray(at, at + length), byte]
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(at + (length < 8 ? 1 : byte % 5))])
}

/** A directory whose end, of 64 bits, is noise. */
const directoryEnd = fc.uint8Array({ maxLength: 120 }).map((noise) => {
  const end = Buffer.alloc(20 + 22)
  end.writeUInt32LE(0x07064b50, 0)
  end.set(noise.subarray(0, 16), 4)
  end.writeUInt32LE(0x06054b50, 20)
  end.set(noise.subarray(16, 32), 24)
  return Buffer.concat([noise, end])
})

test('any ZIP archive is unpacked into its folder, or is a DocumentError', async () => {
  const target = join(temporary, 'target')
  await mkdir(target)
  const any = fc.oneof({ arbitrary: archive, weight: 8 }, directoryEnd, fc.uint8Array({ maxLength: 200 }))
  await fc.assert(
    fc.asyncProperty(any, async (bytes) => {
      try {
        for await (const file of parse(bytes).files({ maxBytes: 100_000 })) await file.save(target)
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentError)
      }
      expect(await readdir(temporary)).toEqual(['target'])
      const saved = await readdir(target)
      expect(saved.filter((name) => name.endsWith('.part'))).toEqual([])
      for (const name of saved) await rm(join(target, name), { recursive: true })
    }),
    parameters,
  )
})
