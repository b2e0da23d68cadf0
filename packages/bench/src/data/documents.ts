import { type Charset, charsetLabels, encode } from './charset.ts'
import { columns, header, orderLine } from './orders-table.ts'
import { Dice } from './random.ts'
import type { Part } from './repeated-gzip.ts'
import { beginning, ending, searchTermRecord } from './search-terms.ts'

/** What a document of the bench is. */
export type DocumentKind = Charset | 'json'

/** A document and what its readers have to find in it. */
export interface DocumentFacts {
  readonly contentType: string
  /** Bytes, inflated. */
  readonly bytes: number
  /** Rows or records. */
  readonly rows: number
  /** Sum over all rows of the lengths of two cells: see {@link tally}. */
  readonly characters: number
}

/** Larger than any cache, so that it makes no difference that it repeats. */
const largestBlock = 50_000_000

/** Makes the parts of a document of about so many bytes; the same ones each time. */
export function makeDocument(kind: DocumentKind, size: number): { parts: Part[]; facts: DocumentFacts } {
  return kind === 'json' ? jsonDocument(size) : tableDocument(kind, size)
}

function tableDocument(charset: Charset, size: number): { parts: Part[]; facts: DocumentFacts } {
  const dice = new Dice(1)
  const block = makeBlock(Math.min(size, largestBlock), () => {
    const line = orderLine(dice, charset)
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
  const dice = new Dice(2)
  const block = makeBlock(Math.min(size, largestBlock), () => recordPiece(searchTermRecord(dice), ', '))
  const last = recordPiece(searchTermRecord(dice), ending)
  const top = Buffer.from(beginning)
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
