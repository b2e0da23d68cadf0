import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from '@reportline/documents'
import { marketplaceName } from '../../account/choose-accounts.ts'
import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** An invoice to request. */
export interface Invoice {
  /** Names the invoice and its file. */
  readonly key: string
  readonly marketplace: string
  readonly reportOptions: Readonly<Record<string, string>>
}

/** What entries have that do not say otherwise. */
interface Defaults {
  readonly marketplace: string | undefined
  readonly documentType: string | undefined
}

/** An entry by the names of its fields. */
type Entry = Readonly<Record<string, string | undefined>>

/**
 * Reads the arguments of `reportline invoices`: ids, or one file with entries. An invoice that is listed twice is returned
 * once.
 *
 * @throws UsageError that names the entry and the field.
 */
export async function readInvoices(
  args: readonly string[],
  terminal: Pick<Terminal, 'cwd' | 'stdin'>,
  defaults: Defaults,
): Promise<Invoice[]> {
  const [first = '', ...others] = args
  const content = others.length === 0 ? await readContent(first, terminal) : undefined
  const source = content === undefined ? 'Invoice' : 'Entry'
  const entries = content === undefined ? args.map((invoiceId) => ({ invoiceId })) : await readEntries(content)
  if (entries.length === 0) throw new UsageError(`${first} contains no invoices.`)
  const invoices = entries.map((entry, index) => toInvoice(entry, defaults, `${source} ${index + 1}`))
  return [...new Map(invoices.map((invoice) => [invoice.key, invoice])).values()]
}

/** The content of a file or of standard input. Undefined if the argument is an id. */
async function readContent(text: string, { cwd, stdin }: Pick<Terminal, 'cwd' | 'stdin'>): Promise<string | undefined> {
  if (text === '-') {
    const chunks: Uint8Array[] = []
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk as string))
    return Buffer.concat(chunks).toString('utf8')
  }
  const path = resolve(cwd, text)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) return await readFile(path, 'utf8')
  if (/[\\/]|\.(csv|tsv|txt|jsonl|ndjson|json)$/i.test(text)) throw new UsageError(`There is no file ${path}.`)
  return undefined
}

async function readEntries(content: string): Promise<Entry[]> {
  const text = content.replace(/^\uFEFF/, '')
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const [first = ''] = lines.filter((line) => line !== '')
  if (first.startsWith('{')) return lines.flatMap((line, index) => (line === '' ? [] : [readJsonLine(line, index + 1)]))
  if (/(invoice|order)[ _-]?id/i.test(first)) return await readTable(text)
  return lines.filter((line) => line !== '').map((invoiceId) => ({ invoiceId }))
}

function readJsonLine(line: string, number: number): Entry {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return withFieldNames(value)
  } catch {
    // The error below names the line.
  }
  throw new UsageError(`Line ${number} must be a JSON object, such as {"invoiceId": "…"}.`)
}

async function readTable(text: string): Promise<Entry[]> {
  const entries: Entry[] = []
  // A header with one column has no delimiter to detect.
  const [header = ''] = text.trimStart().split(/\r?\n/, 1)
  const format = header.includes('\t') ? ({ kind: 'tsv', quotes: true } as const) : ({ kind: 'csv' } as const)
  const rows = parse(Buffer.from(text), { charset: 'utf-8', format }).rows()
  for await (const batch of rows) entries.push(...batch.map(withFieldNames))
  const [rejected] = rows.summary.rejected
  if (rejected !== undefined) throw new UsageError(`Line ${rejected.line} is not a row: ${rejected.reason}.`)
  return entries
}

const fieldNames = ['invoiceId', 'documentType', 'orderId', 'orderLineItemId', 'shipmentId', 'marketplace'] as const
const byLetters = new Map(fieldNames.map((name) => [name.toLowerCase(), name]))

/** `Invoice ID` and `invoice-id` are `invoiceId`. Fields that are empty or unknown are left out. */
function withFieldNames(fields: object): Entry {
  const known = Object.entries(fields).flatMap(([key, value]) => {
    const name = byLetters.get(key.toLowerCase().replaceAll(/[^a-z]/g, ''))
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    return name === undefined || text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(known)
}

function toInvoice(entry: Entry, defaults: Defaults, name: string): Invoice {
  const marketplace = entry.marketplace ?? defaults.marketplace
  if (marketplace === undefined) throw new UsageError(`${name} has no marketplace. Add --marketplace, such as DE.`)
  const reportOptions = invoiceOptions(entry, defaults, name)
  const { documentType, ...ids } = reportOptions
  const suffix = documentType === undefined || documentType === 'Invoice' ? [] : [documentType]
  return { key: [...Object.values(ids), ...suffix].join('-'), marketplace: marketplaceName(marketplace), reportOptions }
}

function invoiceOptions(entry: Entry, defaults: Defaults, name: string): Record<string, string> {
  const { invoiceId, orderId, orderLineItemId, shipmentId, documentType } = entry
  if (invoiceId !== undefined) {
    return { invoiceId, documentType: documentType ?? defaults.documentType ?? 'Invoice' }
  }
  if (orderId === undefined) throw new UsageError(`${name} has neither invoiceId nor orderId.`)
  if (orderLineItemId !== undefined && shipmentId !== undefined) return { orderId, orderLineItemId, shipmentId }
  if (orderLineItemId === undefined && shipmentId === undefined) {
    return { orderId, documentType: documentType ?? 'OrderSummary' }
  }
  const missing = shipmentId === undefined ? 'shipmentId' : 'orderLineItemId'
  throw new UsageError(`${name} has no ${missing}. orderId needs both orderLineItemId and shipmentId, or neither.`)
}
