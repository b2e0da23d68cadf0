const maxLength = 256

/**
 * Returns the filter expression of a subscription to the reports of some types. The same types in another order give the
 * same expression.
 *
 * @throws TypeError if the list is empty, a type is not a name, or the expression is longer than Amazon allows.
 */
export function reportTypesFilter(reportTypes: readonly string[]): string {
  if (!Array.isArray(reportTypes) || reportTypes.length === 0) {
    throw new TypeError('`reportTypes` must name at least one report type. Leave it out to receive all reports.')
  }
  const invalid = reportTypes.find((reportType) => !/^\w+$/.test(reportType))
  if (invalid !== undefined) throw new TypeError(`\`reportTypes\` must be names of report types, not "${invalid}".`)
  const names = [...new Set(reportTypes)].sort().map((reportType) => `"${reportType}"`)
  const expression = `reportProcessingFinishedNotification.reportType in [${names.join(',')}]`
  if (expression.length <= maxLength) return expression
  throw new TypeError(
    `\`reportTypes\` needs a filter of ${expression.length} characters, and Amazon allows ${maxLength}. Call the setup ` +
      'several times, each with fewer report types.',
  )
}
