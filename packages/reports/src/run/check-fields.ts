/**
 * Checks that a value is an object with known fields only.
 *
 * @param value The value to check.
 * @param name What to call the value in an error, for example `The request`.
 * @param fields The names of the fields that it may have.
 * @throws TypeError if it is not an object, or has an unknown field.
 */
export function checkFields(value: unknown, name: string, fields: ReadonlySet<string>): asserts value is object {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object.`)
  for (const field of Object.keys(value)) {
    if (!fields.has(field)) {
      throw new TypeError(`Unknown field \`${field}\`. Expected one of: ${[...fields].join(', ')}.`)
    }
  }
}

/**
 * Checks the type of a report.
 *
 * @param example A report type of the API, for the error.
 * @throws TypeError unless it is a string that is not blank.
 */
export function checkReportType(reportType: unknown, example: string): void {
  if (typeof reportType !== 'string' || reportType.trim() === '') {
    throw new TypeError(`\`reportType\` must be a report type, for example ${example}.`)
  }
}

/**
 * Checks a list of report types.
 *
 * @param suggestion A further sentence for the error.
 * @throws TypeError unless it is an array of strings with at least one.
 */
export function checkReportTypes(reportTypes: unknown, suggestion?: string): void {
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    const message = '`reportTypes` must be an array with at least one report type.'
    throw new TypeError(suggestion === undefined ? message : `${message} ${suggestion}`)
  }
}

/**
 * Checks the options of a report.
 *
 * @throws TypeError unless they are absent or an object of strings.
 */
export function checkReportOptions(options: unknown): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError("`reportOptions` must be an object of strings, for example { custom: 'true' }.")
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string') {
      throw new TypeError(`\`reportOptions.${name}\` must be a string: Amazon accepts string values only.`)
    }
  }
}
