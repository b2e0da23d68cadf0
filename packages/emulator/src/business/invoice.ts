import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import type { DocumentContent } from '../documents/document-content.ts'
import { writePdf } from './pdf.ts'

/** What an invoice says. Amounts are whole cents, so that they add up. */
interface Invoice {
  readonly title: string
  readonly id: string
  readonly lines: readonly { readonly item: string; readonly quantity: number; readonly cents: number }[]
}

const items: readonly (readonly [item: string, cents: number])[] = [
  ['Copy paper A4, 500 sheets', 649],
  ['Ballpoint pens, 50 pieces', 1299],
  ['Desk lamp, LED', 3490],
  ['Café filter bags no. 4', 389],
]

/**
 * The document of an invoice report: gzip over a ZIP over the PDF, as Amazon Business packs it. What it says follows from
 * the options alone, so that the same invoice is the same at every start.
 *
 * @returns Undefined where the options name no invoice and no order: there is nothing to show.
 */
export function invoiceDocument(reportOptions: Readonly<Record<string, string>>): DocumentContent | undefined {
  const { invoiceId, orderId, documentType = 'Invoice' } = reportOptions
  const id = invoiceId ?? orderId
  if (id === undefined || id === '') return undefined
  const pdf = writePdf(print(makeInvoice(documentType, id)))
  // A date of its own would make the bytes differ from one start to the next. 1980 is where ZIP begins.
  const zip = zipSync({ [`${fileName(id)}.pdf`]: pdf }, { mtime: '1980-01-01T00:00:00', level: 6 })
  const contentBase64 = gzipSync(zip).toString('base64')
  return { contentBase64, contentType: 'application/zip', compressionAlgorithm: 'GZIP' }
}

function makeInvoice(documentType: string, id: string): Invoice {
  const digest = createHash('sha256').update(id).digest()
  const lines = items.map(([item, cents], index) => ({ item, cents, quantity: 1 + ((digest[index] ?? 0) % 5) }))
  return { title: documentType, id, lines }
}

function print({ title, id, lines }: Invoice): string[] {
  const total = lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0)
  return [
    `${title} ${id}`,
    'Made up by the emulator of Reportline. No goods, no money.',
    '',
    row('Item', 'Qty', 'Each', 'Amount'),
    ...lines.map(({ item, quantity, cents }) => row(item, `${quantity}`, euros(cents), euros(quantity * cents))),
    '',
    row('Total', '', '', euros(total)),
  ]
}

function row(item: string, quantity: string, each: string, amount: string): string {
  return `${item.padEnd(30)}${quantity.padStart(5)}${each.padStart(12)}${amount.padStart(14)}`
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2)
}

/** An id is the caller's: nothing of it may lead out of a folder. */
function fileName(id: string): string {
  return id.replaceAll(/[^\w.-]/g, '_').replaceAll('..', '_')
}
