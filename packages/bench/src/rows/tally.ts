/** The first column, and one with letters beyond ASCII. */
const first = 'amazon-order-id'
const name = 'product-name'

/** What every reader does with a row: looks at two cells. What it comes to shows that no row is missing or broken. */
export class Tally {
  rows = 0
  characters = 0

  row(row: Readonly<Record<string, unknown>>): void {
    this.rows += 1
    this.characters += lengthOf(row[first]) + lengthOf(row[name])
  }

  found(): { readonly rows: number; readonly characters: number } {
    return { rows: this.rows, characters: this.characters }
  }
}

function lengthOf(cell: unknown): number {
  return typeof cell === 'string' ? cell.length : Number.NaN
}
