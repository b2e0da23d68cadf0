/**
 * Readers for untrusted input: options, fixtures and the bodies of control requests. Each reader returns the validated
 * value or throws a TypeError that names the field, what it must be and what it is.
 *
 * The parameter `path` is the field's path in the input, for example `reports[0].reportId`.
 */

import { parseIsoInstant } from '@reportline/report-types'

export type Fields = Readonly<Record<string, unknown>>

/** Reads an object that has no keys other than the known ones. */
export function readObject(value: unknown, path: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidField(path, 'an object', value)
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw new TypeError(`Unknown field \`${joinPath(path, key)}\`. Expected one of: ${known.join(', ')}`)
    }
  }
  return value as Fields
}

export function readList<Item>(value: unknown, path: string, read: (item: unknown, path: string) => Item): Item[] {
  if (!Array.isArray(value)) throw invalidField(path, 'a list', value)
  return value.map((item: unknown, index) => read(item, `${path}[${index}]`))
}

/** Reads a string that is not empty. */
export function readString(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw invalidField(path, 'a non-empty string', value)
  return value
}

export function readOneOf<const Choice extends string>(
  value: unknown,
  path: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === value)
  if (choice === undefined) throw invalidField(path, `one of ${choices.join(', ')}`, value)
  return choice
}

/**
 * Reads a whole number.
 *
 * @param hint Explains a special value in the error message.
 */
export function readInteger(value: unknown, path: string, min: number, max: number, hint = ''): number {
  const isValid = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
  if (!isValid) throw invalidField(path, `a whole number from ${min} to ${max}${hint}`, value)
  return value
}

/** Reads a number that is zero or greater. */
export function readNonNegative(value: unknown, path: string, unit: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw invalidField(path, `a number of ${unit}, zero or more`, value)
  }
  return value
}

const dayMs = 24 * 3600 * 1000
const maxDurationDays = 36_525

/** Reads a duration in milliseconds, from zero to a hundred years. */
export function readDuration(value: unknown, path: string): number {
  const milliseconds = readNonNegative(value, path, 'milliseconds')
  if (milliseconds <= maxDurationDays * dayMs) return milliseconds
  throw invalidField(path, `at most ${maxDurationDays} days in milliseconds`, value)
}

/**
 * Reads an ISO 8601 date and time with its offset.
 *
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function readInstant(value: unknown, path: string): number {
  const milliseconds = typeof value === 'string' ? parseIsoInstant(value.toUpperCase()) : Number.NaN
  if (Number.isNaN(milliseconds)) throw invalidField(path, 'a date and time like 2026-03-04T12:00:00Z', value)
  return milliseconds
}

export function readOptional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined ? undefined : read(value)
}

export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Creates the error for a field that is missing or has an invalid value. */
export function invalidField(path: string, expected: string, value: unknown): TypeError {
  if (value === undefined) return new TypeError(`${path} is missing: it must be ${expected}`)
  return new TypeError(`${path} must be ${expected}, not ${format(value)}`)
}

function format(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const json = JSON.stringify(value) ?? String(value)
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}
