import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { inflate, inflateErrorCode } from '../../src/content/inflate.ts'
import { bytesOf, cut, generate } from '../support/streams.ts'

const inflated = (pieces: readonly Uint8Array[]) => bytesOf(inflate(generate(pieces)))
const text = Buffer.from('sku\tprice\r\n'.repeat(200))

describe('inflating', () => {
  test('returns the same wherever the bytes are cut, compressed or not', async () => {
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(places, fc.boolean(), async (at, compressed) => {
        const stored = compressed ? gzipSync(text) : text
        expect((await inflated(cut(stored, at))).equals(text)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test.each([0, 1, 2])('passes a document of %i bytes through', async (length) => {
    const bytes = Buffer.alloc(length, 0x1f)
    expect((await inflated([bytes])).equals(bytes)).toBe(true)
  })

  test('reports whether the bytes were compressed', async () => {
    const onFormat = vi.fn()
    await bytesOf(inflate(generate([gzipSync(text)]), onFormat))
    await bytesOf(inflate(generate([text]), onFormat))
    expect(onFormat.mock.calls).toEqual([[true], [false]])
  })

  test('inflates gzip inside of gzip, wherever the bytes are cut', async () => {
    for (const stored of [gzipSync(gzipSync(text)), gzipSync(gzipSync(gzipSync(text)))]) {
      for (const at of [0.01, 0.3, 0.99]) expect((await inflated(cut(stored, [at]))).equals(text)).toBe(true)
    }
  })

  test('reads several gzip members', async () => {
    expect(await inflated([gzipSync('one'), gzipSync('two')])).toEqual(Buffer.from('onetwo'))
  })

  test('fails if the bytes are truncated at any length', async () => {
    const stored = gzipSync('sku\tprice\r\nA\t1,00\r\n')
    for (let length = 2; length < stored.length; length++) {
      const fault = await inflated([stored.subarray(0, length)]).catch(inflateErrorCode)
      expect(fault).toBe('TRUNCATED')
    }
  })

  test('fails if a byte has changed', async () => {
    const stored = gzipSync(text)
    stored[stored.length - 6] = (stored[stored.length - 6] ?? 0) ^ 0xff
    expect(await inflated([stored]).catch(inflateErrorCode)).toBe('CORRUPT')
  })

  test('throws the error of its source', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 20)
      throw new Error('the connection was lost')
    }
    await expect(bytesOf(inflate(failing()))).rejects.toThrow('the connection was lost')
  })

  test('closes its source when the reader stops', async () => {
    const closed = vi.fn()
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield gzipSync(text)
      } finally {
        closed()
      }
    }
    for await (const chunk of inflate(endless())) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(closed).toHaveBeenCalledOnce()
  })

  test('reads its source only as fast as it is read', async () => {
    let taken = 0
    async function* counted(): AsyncGenerator<Uint8Array> {
      for (; taken < 500; taken++) yield gzipSync(randomBytes(65_536))
    }
    const inflating = inflate(counted())
    await inflating.next()
    for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(taken).toBeLessThan(20)
    await inflating.return(undefined)
  })
})
