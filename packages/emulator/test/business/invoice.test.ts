import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { invoiceDocument } from '../../src/services/business/invoice.ts'
import { writePdf } from '../../src/services/business/pdf.ts'

function open(options: Record<string, string>): Record<string, string> {
  const document = invoiceDocument(options)
  const zip = gunzipSync(Buffer.from(document?.contentBase64 ?? '', 'base64'))
  const files = Object.entries(unzipSync(zip))
  return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]))
}

describe('an invoice', () => {
  test('is a PDF named after the invoice, in a ZIP archive compressed with gzip', () => {
    const files = open({ invoiceId: 'DE-17', documentType: 'Credits' })
    expect(Object.keys(files)).toEqual(['DE-17.pdf'])
    expect(files['DE-17.pdf']).toMatch(/^%PDF-1\.4\n/)
    expect(files['DE-17.pdf']).toContain('(Credits DE-17) Tj')
  })

  test('depends only on its id', () => {
    expect(invoiceDocument({ invoiceId: '1' })).toEqual(invoiceDocument({ invoiceId: '1' }))
    expect(invoiceDocument({ invoiceId: '1' })).not.toEqual(invoiceDocument({ invoiceId: '2' }))
  })

  test('has amounts with the sum of its total', () => {
    const text = Object.values(open({ orderId: '7' }))[0] ?? ''
    const amounts = [...text.matchAll(/^\((?!Total).* (\d+\.\d\d)\) Tj/gm)].map(([, amount]) => Number(amount) * 100)
    const total = Number(/^\(Total.* (\d+\.\d\d)\) Tj/m.exec(text)?.[1]) * 100
    expect(amounts).toHaveLength(4)
    expect(Math.round(amounts.reduce((sum, amount) => sum + amount))).toBe(Math.round(total))
  })

  test('does not exist without an invoice id or an order id', () => {
    expect(invoiceDocument({ documentType: 'Invoice' })).toBeUndefined()
  })

  test('with a long id has a shortened file name', () => {
    expect(Object.keys(open({ invoiceId: '1'.repeat(70_000) }))).toEqual([`${'1'.repeat(100)}.pdf`])
  })

  test('has a file name without a path, whatever the id', () => {
    expect(Object.keys(open({ invoiceId: '../../etc/passwd' }))).toEqual(['_/_/etc/passwd.pdf'.replaceAll('/', '_')])
  })
})

describe('a PDF', () => {
  test('contains the byte offset of each object', () => {
    const file = Buffer.from(writePdf(['Café (1)'])).toString('latin1')
    const table = Number(/startxref\n(\d+)\n/.exec(file)?.[1])
    const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset))
    expect(file.slice(table)).toMatch(/^xref\n0 6\n/)
    expect(offsets.map((offset) => file.slice(offset, offset + 7))).toEqual([1, 2, 3, 4, 5].map((id) => `${id} 0 obj`))
    expect(file).toContain('(Café \\(1\\)) Tj')
  })
})
