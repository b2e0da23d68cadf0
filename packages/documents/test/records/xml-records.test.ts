import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import type { RecordsOptions } from '../../src/records/types.ts'
import { cutText } from '../support/cut-text.ts'
import { collect, generate } from '../support/streams.ts'

const orders: RecordsOptions = { format: { kind: 'xml', record: 'Order' } }

async function recordsOf(text: string, options: RecordsOptions = orders, places: readonly number[] = []) {
  return (await collect(readRecords('doc-1', () => generate(cutText(text, places)), options))).flat()
}

describe('the records of an XML document', () => {
  test('are the elements with the declared name, with their children, attributes and text as properties', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<Envelope><Header>1</Header>
  <Order id="7">
    <Item>a</Item><Item>b &amp; &#233;</Item>
    <Price currency="EUR">9,99</Price>
    <Empty/><Note><![CDATA[<b> & ]]></Note>
    <Order>inner</Order>
  </Order>
  <x:Order xmlns:x="urn:x"><Item>c</Item></x:Order>
</Envelope>`
    expect(await recordsOf(text)).toEqual([
      {
        '@id': '7',
        Item: ['a', 'b & é'],
        Price: { '@currency': 'EUR', '#text': '9,99' },
        Empty: '',
        Note: '<b> & ',
        Order: 'inner',
      },
      { '@xmlns:x': 'urn:x', Item: 'c' },
    ])
  })

  test('can have properties with any name', async () => {
    const [record = {}] = await recordsOf('<a><Order><__proto__>1</__proto__><__proto__>2</__proto__></Order></a>')
    expect(Object.entries(record)).toEqual([['__proto__', ['1', '2']]])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
  })

  test('are returned in batches', async () => {
    const text = `<a>${'<Order><x>1</x></Order>'.repeat(5)}</a>`
    const batches = await collect(readRecords('doc-1', () => generate([text]), { ...orders, batchSize: 2 }))
    expect(batches.map((batch) => batch.length)).toEqual([2, 2, 1])
  })

  test('are found by the format that the catalogue has for the report type', async () => {
    const known = { reportType: 'GET_XML_BROWSE_TREE_DATA' }
    const text = '<Result><Node><browseNodeId>1</browseNodeId></Node></Result>'
    const records = readRecords('doc-1', () => generate([text]), {}, known)
    expect((await collect(records)).flat()).toEqual([{ browseNodeId: '1' }])
    expect(records.summary.format).toEqual({ kind: 'xml', record: 'Node', root: 'Result' })
  })

  test('throw an error if the element is not declared', async () => {
    await expect(recordsOf('<a/>', {})).rejects.toThrow('the element that is a record is not known')
  })

  test.each([
    ['an element is not closed', '<a><Order>SECRET</Order>'],
    ['another element is closed', '<a><Order>SECRET</Orde></a>'],
    ['an entity is declared in the document', '<!DOCTYPE a [<!ENTITY x "SECRET">]><a><Order>&x;</Order></a>'],
    ['an entity is of HTML', '<a><Order>SECRET&nbsp;</Order></a>'],
    ['a character does not exist', '<a><Order>SECRET&#xFFFFFFFF;</Order></a>'],
    ['there is text after the root element', '<a/>SECRET'],
    ['elements are nested without end', `<a>SECRET${'<b>'.repeat(2_000)}`],
    ['an attribute has no quotation marks', '<a b=SECRET/>'],
  ])('throw an error that contains no data when %s', async (_name, text) => {
    const error = await recordsOf(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'NOT_RECORDS' })
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('SECRET')
  })

  test('throw an error for a record that is too long, before the text ends', async () => {
    const endless = async function* () {
      yield '<a><Order>'
      for (let count = 0; count < 30; count++) yield `<x>${'y'.repeat(1_000_000)}</x>`
    }
    const reading = collect(readRecords('doc-1', endless, orders))
    await expect(reading).rejects.toThrow('a record of more than 16777216 characters')
  })
})

describe('the events of an XML document', () => {
  const eventsOf = async (text: string, places: readonly number[] = []) =>
    (await collect(readRecords('doc-1', () => generate(cutText(text, places))).events())).flat()

  test('are its elements as they open and close, and its text', async () => {
    expect(await eventsOf('<a b="c">x &lt; <!-- no --><d/><![CDATA[y]]></a>')).toEqual([
      { type: 'open', name: 'a', attributes: { b: 'c' } },
      { type: 'text', text: 'x < ' },
      { type: 'open', name: 'd', attributes: {} },
      { type: 'close', name: 'd' },
      { type: 'text', text: 'y' },
      { type: 'close', name: 'a' },
    ])
  })

  test('throw an error for JSON', async () => {
    await expect(eventsOf('[]')).rejects.toMatchObject({ code: 'NOT_RECORDS' })
  })

  const part = fc.constantFrom(
    '<a>',
    '</a>',
    '<b c="d">',
    '</b>',
    '<e/>',
    'text',
    ' ',
    '&amp;',
    '&x',
    '<',
    '<![CDATA[z]]>',
  )
  const text = fc.array(part, { maxLength: 25 }).map((parts) => `<a>${parts.join('')}</a>`)

  test('are the same wherever the text is cut, and so are errors', () => {
    const outcome = async (whole: string, places: readonly number[]) =>
      eventsOf(whole, places).catch((error: DocumentError) => error.code)
    return fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(120), { maxLength: 10 }), async (whole, places) => {
        expect(await outcome(whole, places)).toEqual(await outcome(whole, []))
      }),
    )
  })

  test('build the same records wherever the text is cut', () => {
    const options: RecordsOptions = { format: { kind: 'xml', record: 'b' } }
    const outcome = async (whole: string, places: readonly number[]) =>
      recordsOf(whole, options, places).catch((error: DocumentError) => error.code)
    return fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(120), { maxLength: 10 }), async (whole, places) => {
        expect(await outcome(whole, places)).toEqual(await outcome(whole, []))
      }),
    )
  })
})

describe('attributes and comments of an XML document', () => {
  const names = ['hasOwnProperty', '__proto__', 'constructor', 'toString', 'valueOf', 'a']

  test('can have any name', () => {
    const unique = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 })
    return fc.assert(
      fc.asyncProperty(unique, async (attributes) => {
        const [record] = await recordsOf(`<Order ${attributes.map((name, index) => `${name}="${index}"`).join(' ')}/>`)
        expect(Object.entries(record ?? {})).toEqual(attributes.map((name, index) => [`@${name}`, String(index)]))
      }),
    )
  })

  test('are an event with all attributes', async () => {
    const xml = '<a __proto__="1" hasOwnProperty="2"/>'
    const events = (await collect(readRecords('doc-1', () => generate([xml])).events())).flat()
    expect(events[0]?.type === 'open' && Object.entries(events[0].attributes)).toEqual([
      ['__proto__', '1'],
      ['hasOwnProperty', '2'],
    ])
  })

  test.each(names)('must not repeat the attribute %s', async (name) => {
    await expect(recordsOf(`<Order ${name}="1" b="2" ${name}="3"/>`)).rejects.toMatchObject({ code: 'NOT_RECORDS' })
  })

  test('can be long, as can declarations, wherever the text is cut', async () => {
    const long = 'x'.repeat(200_000)
    const text = `<!DOCTYPE a [${long}]><?p ${long}?><a><Order b="${long}" ${long}="1"/></a>`
    for (const places of [[], [70_000], [10, 140_000, 450_000]]) {
      expect(await recordsOf(text, orders, places)).toEqual([{ '@b': long, [`@${long}`]: '1' }])
    }
  })

  test.each(['<a b="', '<a ', '<', '<?a ', '<!DOCTYPE '])('must end within a limit (%s)', async (start) => {
    const endless = async function* () {
      yield start
      for (let count = 0; count < 30; count++) yield 'x'.repeat(1_000_000)
      throw new Error('the whole text was read')
    }
    await expect(collect(readRecords('doc-1', endless, orders))).rejects.toMatchObject({
      code: 'NOT_RECORDS',
      message: expect.stringContaining('is too long'),
    })
  })

  test('are read whatever the length of a comment, in one piece or in many', async () => {
    const text = `<a><!--${'x-'.repeat(100_000)} --><Order x="1"/><!-- ${'y'.repeat(70_000)} --></a>`
    expect(await recordsOf(text)).toEqual([{ '@x': '1' }])
    expect(await recordsOf(text, orders, [10, 70_000, 140_000])).toEqual([{ '@x': '1' }])
  })
})
