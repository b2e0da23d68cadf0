/**
 * Reads what people hand in (options, `given`, control requests): each function returns the value it is asked for, or
 * throws a TypeError that names the field, what it must be and what it is.
 */

export type Fields = Readonly<Record<string, unknown>>

/** An object with no other keys than the known ones. */
export function fields(value: unknown, at: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object', value)
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new TypeError(`${path(at, key)} is not known: use ${known.join(', ')}`)
  }
  return value as Fields
}

export function list<Item>(value: unknown, at: string, read: (item: unknown, at: string) => Item): Item[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list', value)
  return value.map((item: unknown, index) => read(item, `${at}[${index}]`))
}

export function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'a text', value)
  return value
}

export function oneOf<const Choice extends string>(value: unknown, at: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value)
  if (choice === undefined) throw wrong(at, `one of ${choices.join(', ')}`, value)
  return choice
}

/** A whole number within limits; `hint` may say what a special value means. */
export function whole(value: unknown, at: string, lowest: number, highest: number, hint = ''): number {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest
  if (!fits) throw wrong(at, `a whole number from ${lowest} to ${highest}${hint}`, value)
  return value
}

/** Zero or more, whole or not. */
export function amount(value: unknown, at: string, unit: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw wrong(at, `a number of ${unit}, zero or more`, value)
  }
  return value
}

/** An ISO 8601 date and time with its offset, as milliseconds since 1970-01-01 UTC. */
export function instant(value: unknown, at: string): number {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i
  const milliseconds = typeof value === 'string' && form.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(milliseconds)) throw wrong(at, 'a date and time like 2026-03-04T12:00:00Z', value)
  return milliseconds
}

/** Reads a field that may be left out. */
export function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined ? undefined : read(value)
}

export function path(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`
}

/** The error for a field that holds something else than it must. */
export function wrong(at: string, wanted: string, value: unknown): TypeError {
  if (value === undefined) return new TypeError(`${at} is missing: it must be ${wanted}`)
  return new TypeError(`${at} must be ${wanted}, not ${shown(value)}`)
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const json = JSON.stringify(value) ?? String(value)
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}
