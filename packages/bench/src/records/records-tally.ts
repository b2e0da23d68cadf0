/** Reads two values of each record and adds up their lengths. Every reader does the same work. */
export class RecordsTally {
  rows = 0
  characters = 0

  record(record: Readonly<Record<string, unknown>>): void {
    this.rows += 1
    this.characters += lengthOf(record.searchTerm) + lengthOf(record.clickedItemName)
  }

  found(): { readonly rows: number; readonly characters: number } {
    return { rows: this.rows, characters: this.characters }
  }
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : Number.NaN
}
