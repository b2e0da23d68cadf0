import { type Charset, charsetLabels, encode } from './charset.ts'
import { columns, header, orderLine } from './orders-table.ts'
import { RandomValues } from './random.ts'
import type { Part } from './repeated-gzip.ts'
import { documentEnd, documentStart, searchTermRecord } from './search-terms.ts'

/** The kinds of generated documents: TSV in a charset, or JSON. */
export type DocumentKind = Charset | 'json'

/** The properties of a document and the expected findings of its readers. */
export interface DocumentFacts {
  readonly contentType: string
  /** Uncompressed size in bytes. */
  readonly bytes: number
  /** The number of rows or records. */
  readonly rows: number
  /** The total length of two cells of every row. See `Tally`. */
  readonly characters: number
}

/** The size of the block that is repeated, in bytes. Larger than any CPU cache, so repetition does not help readers. */
const maxBlockBytes = 50_000_000

/**
 * Generates the parts of a document. The result depends only on the arguments.
 *
 * @param size - The approximate uncompressed size in bytes.
 */
export function makeDocument(kind: DocumentKind, size: number): { parts: Part[]; facts: DocumentFacts } {
  return kind === 'json' ? jsonDocument(size) : tableDocument(kind, size)
}

function tableDocument(charset: Charset, size: number): { parts: Part[]; facts: DocumentFacts } {
  const random = new RandomValues(1)
  const block = makeBlock(Math.min(size, maxBlockBytes), () => {
    const line = orderLine(random, charset)
    const cells = line.trimEnd().split('\t')
    return { bytes: encode(line, charset), characters: (cells[0]?.length ?? 0) + (cells[nameColumn]?.length ?? 0) }
  })
  const top = encode(header, charset)
  const times = Math.max(1, Math.round(size / block.bytes.length))
  const facts = {
    contentType: `text/plain; charset=${charsetLabels[charset]}`,
    bytes: top.length + times * block.bytes.length,
    rows: times * block.rows,
    characters: times * block.characters,
  }
  return {
    parts: [
      { bytes: top, times: 1 },
      { bytes: block.bytes, times },
    ],
    facts,
  }
}

const nameColumn = columns.indexOf('product-name')

function jsonDocument(size: number): { parts: Part[]; facts: DocumentFacts } {
  const random = new RandomValues(2)
  const block = makeBlock(Math.min(size, maxBlockBytes), () => recordPiece(searchTermRecord(random), ', '))
  const last = recordPiece(searchTermRecord(random), documentEnd)
  const top = Buffer.from(documentStart)
  const times = Math.max(1, Math.round(size / block.bytes.length))
  const facts = {
    contentType: 'application/json; charset=UTF-8',
    bytes: top.length + times * block.bytes.length + last.bytes.length,
    rows: times * block.rows + 1,
    characters: times * block.characters + last.characters,
  }
  const parts = [
    { bytes: top, times: 1 },
    { bytes: block.bytes, times },
    { bytes: last.bytes, times: 1 },
  ]
  return { parts, facts }
}

interface Piece {
  readonly bytes: Uint8Array
  readonly characters: number
}

function recordPiece(text: string, after: string): Piece {
  const record = JSON.parse(text) as { searchTerm: string; clickedItemName: string }
  return { bytes: Buffer.from(text + after), characters: record.searchTerm.length + record.clickedItemName.length }
}

function makeBlock(size: number, next: () => Piece): Piece & { readonly rows: number } {
  const pieces: Uint8Array[] = []
  let length = 0
  let characters = 0
  while (length < size) {
    const piece = next()
    pieces.push(piece.bytes)
    length += piece.bytes.length
    characters += piece.characters
  }
  return { bytes: Buffer.concat(pieces), characters, rows: pieces.length }
}
