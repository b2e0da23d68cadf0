/** What stands in a record. */
export type RecordValue = string | number | boolean | null | readonly RecordValue[] | RecordObject

/** One record: an object of a JSON document's array, or an element of an XML document. */
export interface RecordObject {
  readonly [key: string]: RecordValue
}

/** What stands in a record of XML while it is made. */
export type OpenValue = string | OpenRecord | OpenValue[]

/** A record of XML while it is made. */
export interface OpenRecord {
  [key: string]: OpenValue
}

/** Sets a property whatever its name is; a name that is there already gets an array of all its values. */
export function putValue(record: OpenRecord, key: string, value: OpenValue): void {
  const before = Object.hasOwn(record, key) ? record[key] : undefined
  if (Array.isArray(before)) before.push(value)
  else setProperty(record, key, before === undefined ? value : [before, value])
}

function setProperty(record: OpenRecord, key: string, value: OpenValue): void {
  if (key !== '__proto__') record[key] = value
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}
