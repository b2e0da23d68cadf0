/**
 * Checks what every request has.
 *
 * @param fields The names that a request of the API has.
 * @param example A report type of the API, for the error.
 * @throws TypeError naming the field and the fix.
 */
export function checkFields(request: unknown, fields: ReadonlySet<string>, example: string): void {
  if (typeof request !== 'object' || request === null) throw new TypeError('the request must be an object')
  for (const field of Object.keys(request)) {
    if (!fields.has(field)) throw new TypeError(`${field} is no field of a request: it has ${[...fields].join(', ')}`)
  }
  if (!('reportType' in request) || typeof request.reportType !== 'string' || request.reportType.trim() === '') {
    throw new TypeError(`reportType must be a report type, for example ${example}`)
  }
}

/** @throws TypeError unless they are texts. */
export function checkOptions(options: unknown): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError("reportOptions must be an object of texts, for example { custom: 'true' }")
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string')
      throw new TypeError(`reportOptions.${name} must be a string: Amazon takes texts only`)
  }
}
