/** The first column, and a column with characters outside ASCII. */
const idColumn = 'amazon-order-id'
const nameColumn = 'product-name'

/**
 * Reads two cells of each row and adds up their lengths. Every reader does the same work. The sums show whether a row is
 * missing or broken.
 */
export class Tally {
  rows = 0
  characters = 0

  row(row: Readonly<Record<string, unknown>>): void {
    this.rows += 1
    this.characters += lengthOf(row[idColumn]) + lengthOf(row[nameColumn])
  }

  found(): { readonly rows: number; readonly characters: number } {
    return { rows: this.rows, characters: this.characters }
  }
}

function lengthOf(cell: unknown): number {
  return typeof cell === 'string' ? cell.length : Number.NaN
}
