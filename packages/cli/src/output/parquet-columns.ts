import { isMoney } from './csv.ts'

/** What the cells of a column are, except for empty ones. */
type ColumnKind = 'integer' | 'time' | 'money' | 'text'

interface ColumnState {
  readonly name: string
  /** Undefined until a cell is not empty. */
  kind: ColumnKind | undefined
  hasMoney: boolean
  /** Whether all amounts are decimals with a point. */
  isDecimal: boolean
  /** Maximum number of digits before and after the point. */
  integerDigits: number
  scale: number
}

const noAmounts = { hasMoney: false, isDecimal: true, integerDigits: 0, scale: 0 }

/** Between an amount and its currency in the CSV file. */
const separator = '\u001f'

/** Maximum number of digits of a DuckDB decimal. */
const maxDigits = 38

/**
 * Observes the cells of a table while they are written to a CSV file, and determines the type of each column from them. A
 * column becomes an integer, a timestamp or an amount only if every cell can be converted. All others are text.
 */
export class ParquetColumns {
  readonly #types: boolean
  #columns: ColumnState[] = []

  /** @param types Whether the cells were converted by their types. */
  constructor(types: boolean) {
    this.#types = types
  }

  get names(): string[] {
    return this.#columns.map(({ name }) => name)
  }

  /** Sets the columns. Only the first call has an effect. */
  start(names: readonly string[]): void {
    if (this.#columns.length > 0) return
    this.#columns = names.map((name) => ({ name, kind: undefined, ...noAmounts }))
  }

  /** Returns the rows as they are written to the CSV file. */
  texts(rows: readonly Readonly<Record<string, unknown>>[]): readonly Readonly<Record<string, unknown>>[] {
    if (!this.#types) return rows
    return rows.map((row) =>
      Object.fromEntries(this.#columns.map((column) => [column.name, cellOf(row[column.name], column)])),
    )
  }

  /** Returns the statement that converts the CSV file to a Parquet file. */
  copyStatement(csvPath: string, parquetPath: string): string {
    const types = this.#columns.map((_column, index) => `c${index}: 'VARCHAR'`)
    const source = `read_csv(${literal(csvPath)}, auto_detect = false, header = false, delim = ',', quote = '"',
      escape = '"', new_line = '\\n', max_line_size = 16777216, columns = {${types.join(', ')}})`
    return `COPY (SELECT ${this.#selected().join(', ')} FROM ${source})
      TO ${literal(parquetPath)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`
  }

  #selected(): string[] {
    const names = new Set(this.names)
    return this.#columns.flatMap((column, index) => {
      const cell = `c${index}`
      const name = identifier(column.name)
      switch (column.kind) {
        case 'integer':
          return [`${cell}::BIGINT AS ${name}`]
        case 'time':
          return [`${cell}::TIMESTAMPTZ AS ${name}`]
        case 'money': {
          const amount = `nullif(split_part(${cell}, chr(31), 1), '')`
          const currency = identifier(freeName(`${column.name} currency`, names))
          const type = decimalType(column)
          return [
            `${type === undefined ? amount : `${amount}::${type}`} AS ${name}`,
            `nullif(split_part(${cell}, chr(31), 2), '') AS ${currency}`,
          ]
        }
        default:
          return [
            `${column.hasMoney ? `rtrim(replace(coalesce(${cell}, ''), chr(31), ' '))` : `coalesce(${cell}, '')`} AS ${name}`,
          ]
      }
    })
  }
}

/** Returns the text of a cell, and notes what it is. */
function cellOf(cell: unknown, column: ColumnState): string {
  const kind = kindOf(cell)
  if (kind !== undefined) column.kind = column.kind === undefined || column.kind === kind ? kind : 'text'
  if (cell instanceof Date) return cell.toISOString()
  if (!isMoney(cell)) return String(cell ?? '')
  column.hasMoney = true
  const [, integer = '', decimals = ''] = /^[-+]?(\d+)(?:\.(\d+))?$/.exec(cell.amount) ?? []
  if (integer === '') column.isDecimal = false
  column.integerDigits = Math.max(column.integerDigits, integer.length)
  column.scale = Math.max(column.scale, decimals.length)
  return `${cell.amount}${separator}${cell.currency ?? ''}`
}

function kindOf(cell: unknown): ColumnKind | undefined {
  if (cell === undefined || cell === '') return undefined
  if (typeof cell === 'number') return 'integer'
  if (cell instanceof Date) return 'time'
  return isMoney(cell) ? 'money' : 'text'
}

/** Undefined if an amount is not a decimal, or would be rounded. */
function decimalType({ isDecimal, integerDigits, scale }: ColumnState): string | undefined {
  return isDecimal && integerDigits + scale <= maxDigits ? `DECIMAL(${maxDigits}, ${scale})` : undefined
}

function freeName(name: string, taken: Set<string>): string {
  const free = taken.has(name) ? freeName(`${name}_`, taken) : name
  taken.add(free)
  return free
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
