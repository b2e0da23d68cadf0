/** What every reader does with a record: looks at two of its texts. */
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

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : Number.NaN
}
