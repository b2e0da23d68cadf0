/**
 * Reads an instant.
 *
 * @param value A Date, or ISO 8601 with time and zone.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws TypeError for anything else; it names the field.
 */
export function readInstant(field: string, value: Date | string): number {
  if (typeof value === 'string' && !/T.*(Z|[+-]\d\d:?\d\d)$/.test(value)) {
    throw new TypeError(`${field} must have a time and a zone, such as 2026-11-01T00:00:00Z`)
  }
  const instant = value instanceof Date ? value.getTime() : Date.parse(value)
  if (Number.isNaN(instant)) throw new TypeError(`${field} is no instant; one looks like 2026-11-01T00:00:00Z`)
  return instant
}
