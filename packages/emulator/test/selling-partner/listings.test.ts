import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Client, startClient } from '../support/client.ts'

async function listings(client: Client, marketplaceId: string) {
  const reportId = await client.createReport({ marketplaceIds: [marketplaceId] })
  client.emulator.advance(11_000)
  const { reportDocumentId = '' } = await client.report(reportId)
  const { body } = await client.call('GET', `/documents/${reportDocumentId}`)
  const { url, compressionAlgorithm } = body as { url: string; compressionAlgorithm?: string }
  const response = await fetch(url)
  const contentType = response.headers.get('content-type') ?? ''
  const decoder = new TextDecoder(contentType.split('charset=')[1], { fatal: true })
  const text = decoder.decode(gunzipSync(await response.arrayBuffer()), { stream: true })
  return { compressionAlgorithm, contentType, rows: text.split('\r\n').map((line) => line.split('\t')) }
}

describe('GET_MERCHANT_LISTINGS_ALL_DATA', () => {
  test.each([
    ['ATVPDKIKX0DER', 'text/plain; charset=UTF-8', 'item-name', ['€', '’', '"', '™']],
    ['A1PA6795UKMFR9', 'text/plain; charset=Cp1252', 'item-name', ['€', '’', '"', '™', 'ö']],
    ['A1VC38T7YXB528', 'text/plain; charset=Shift_JIS', '商品名', ['"', '「', '園']],
  ])('for %s is %s, compressed with gzip', async (marketplaceId, type, firstColumn, characters) => {
    await using client = await startClient()
    const { compressionAlgorithm, contentType, rows } = await listings(client, marketplaceId)
    expect([compressionAlgorithm, contentType]).toEqual(['GZIP', type])
    const [header = [], ...items] = rows
    expect(header).toHaveLength(29)
    expect(header[0]).toBe(firstColumn)
    expect(items.pop()).toEqual([''])
    expect(items.map((cells) => cells.length)).toEqual(Array(6).fill(29))
    const names = items.map(([name]) => name).join()
    for (const character of characters) expect(names).toContain(character)
    const quotes = items.map(([name = '']) => name.split('"').length - 1)
    expect(quotes.some((count) => count % 2 === 1)).toBe(true)
  })
})
