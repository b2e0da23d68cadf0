import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchColumns, nameColumns } from '../../src/rows/match-columns.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import type { RowsOptions, TypedRowsOptions } from '../../src/rows/types.ts'
import { collect, generate } from '../support/streams.ts'

const feedback = 'GET_SELLER_FEEDBACK_DATA'
const orders = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'

function read(text: string, options: RowsOptions | TypedRowsOptions, reportType: string) {
  const rows = readRows('doc-1', () => generate([text]), options, { reportType })
  return { rows, batches: collect(rows) }
}

describe('columns', () => {
  test('are matched by their letters and digits', () => {
    const header = nameColumns(['Seller-SKU ', '"item name"', 'ＡＳＩＮ1', 'Price', 'other'])
    const names = ['seller-sku', 'item-name', 'asin1', 'price']
    expect(matchColumns(header, names)).toEqual([...names, undefined])
  })

  test('are matched by known translations', () => {
    const names = ['seller-sku', 'price', 'quantity']
    expect(matchColumns(nameColumns(['Händler-SKU', 'Preis', 'Menge']), names)).toEqual(names)
    expect(matchColumns(nameColumns(['出品者SKU', '価格', '数量']), names)).toEqual(names)
  })

  test('are matched by position if the names are complete and no column contradicts', () => {
    const names = ['a', 'b', 'c']
    expect(matchColumns(nameColumns(['x', 'b', 'z']), names)).toEqual([undefined, 'b', undefined])
    expect(matchColumns(nameColumns(['x', 'b', 'z']), names, { isComplete: true })).toEqual(names)
    expect(matchColumns(nameColumns(['x', 'y', 'b']), names, { isComplete: true })).toEqual([undefined, undefined, 'b'])
    expect(matchColumns(nameColumns(['x', 'y']), names, { isComplete: true })).toEqual([undefined, undefined])
  })

  test('with the same letters as two names match neither', () => {
    expect(matchColumns(nameColumns(['ab']), ['a-b', 'a b'])).toEqual([undefined])
  })

  test('are selected under the requested name, whatever the header calls them', async () => {
    const { batches } = read('Händler-SKU \tMENGE\nA-1\t3\n', { columns: ['quantity', 'seller-sku'] }, 'UNKNOWN')
    expect(await batches).toEqual([[{ quantity: '3', 'seller-sku': 'A-1' }]])
  })

  test('with a type are found like others, and are a warning if they are not', async () => {
    const types = { Menge: 'integer', weight: 'integer' } as const
    const { rows, batches } = read('menge\tGewicht\n3\t4\n', { types }, 'UNKNOWN')
    expect(await batches).toEqual([[{ menge: 3, Gewicht: '4' }]])
    expect(rows.summary.warnings).toMatchObject([{ code: 'COLUMNS_NOT_FOUND', count: 1, columns: ['weight'] }])
  })
})

const german = 'Datum\tBewertung\tKommentare\tIhre Antwort\tBestellnummer\tE-Mail'

describe('columns of a translated header', () => {
  test('are found by the position of their English name', async () => {
    const options = { columns: ['Rating', 'order-id'], types: { rating: 'integer' } } as const
    const { rows, batches } = read(`${german}\n1\t5\tBUYER\t\t7\tBUYER\n`, options, feedback)
    expect(await batches).toEqual([[{ Rating: 5, 'order-id': '7' }]])
    expect(rows.summary.warnings).toEqual([])
  })

  test('are not named in the error about a missing column if they may be personal data', async () => {
    const { batches } = read('Max Muster\tmax@example.com\n', { columns: ['Rating'] }, feedback)
    await expect(batches).rejects.toMatchObject({ code: 'NO_COLUMN' })
    await expect(batches).rejects.not.toThrow('Muster')
  })
})

describe('personal columns', () => {
  test('in another language are found by position', async () => {
    const { rows, batches } = read(`${german}\n1\t5\tBUYER\t\t7\tBUYER\n`, { dropPersonal: true }, feedback)
    expect(await batches).toEqual([[{ Datum: '1', Bewertung: '5', 'Ihre Antwort': '', Bestellnummer: '7' }]])
    expect(rows.summary.dropped).toEqual(['Comments', 'Rater Email'])
  })

  test('do not appear in the summary if the document has no header', async () => {
    const line = '01/02/26\t5\tThe private comment\t\t302-1234567\tprivate@example.com\n'
    const { rows, batches } = read(line.repeat(3), { dropPersonal: true }, feedback)
    await batches
    expect(JSON.stringify(rows.summary)).not.toMatch(/private/)
  })

  test('that are not certain are an error, also if a column is selected that may be one', async () => {
    const text = `${german}\tNeu\n1\t5\tBUYER\t\t7\tBUYER\tx\n`
    await expect(read(text, { dropPersonal: true }, feedback).batches).rejects.toMatchObject({ code: 'PERSONAL_DATA' })
    const columns = ['Kommentare']
    const selected = read(text, { dropPersonal: true, columns }, feedback).batches
    await expect(selected).rejects.toMatchObject({ code: 'PERSONAL_DATA' })
    await expect(selected).rejects.toThrow('personal columns "Comments", "Rater Email"')
  })

  test('are omitted if their name is written in another way, and if they have none', async () => {
    const text = 'Order ID\tBUYER_EMAIL \t"Buyer Name"\t\n1\tBUYER\tBUYER\tBUYER\n'
    const { batches } = read(text, { dropPersonal: true }, orders)
    expect(await batches).toEqual([[{ 'Order ID': '1' }]])
  })

  test('never appear in a row, however the header writes them', async () => {
    const names = ['Date', 'Rating', 'Comments', 'Your Response', 'Order ID', 'Rater Email']
    const written = fc.constantFrom<(name: string) => string>(
      (name) => name,
      (name) => name.toUpperCase(),
      (name) => `${name}  `,
      (name) => `"${name}"`,
      (name) => name.replaceAll(' ', '-').toLowerCase(),
      (name) => [...name].reverse().join('x'),
    )
    const header = fc.tuple(...names.map((name) => written.map((write) => write(name))))
    await fc.assert(
      fc.asyncProperty(
        header,
        fc.boolean(),
        fc.shuffledSubarray(names.map((_, index) => index)),
        async (all, isWhole, some) => {
          const indexes = isWhole ? names.map((_, index) => index) : some
          const cells = indexes.map((index) => (names[index] === 'Comments' || index === 5 ? 'BUYER' : 'x'))
          const text = `${indexes.map((index) => all[index]).join('\t')}\n${cells.join('\t')}\n`
          const rows = await read(text, { dropPersonal: true, format: { kind: 'tsv' } }, feedback).batches.catch(String)
          expect(JSON.stringify(rows)).not.toContain('BUYER')
        },
      ),
    )
  })
})
