/** A value in a record. */
export type RecordValue = string | number | boolean | null | readonly RecordValue[] | RecordObject

/** A record: an object in an array of a JSON document, or an element of an XML document. */
export interface RecordObject {
  readonly [key: string]: RecordValue
}

/** A value of an XML record that is being built. */
export type MutableValue = string | MutableRecord | MutableValue[]

/** An XML record that is being built. */
export interface MutableRecord {
  [key: string]: MutableValue
}

/** Adds a property. A second value for the same key turns the property into an array. */
export function addValue(record: MutableRecord, key: string, value: MutableValue): void {
  const existing = Object.hasOwn(record, key) ? record[key] : undefined
  if (Array.isArray(existing)) existing.push(value)
  else setProperty(record, key, existing === undefined ? value : [existing, value])
}

function setProperty(record: MutableRecord, key: string, value: MutableValue): void {
  if (key !== '__proto__') record[key] = value
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}
