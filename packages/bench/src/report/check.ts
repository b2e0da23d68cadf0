/** A figure that has to be reached. */
export interface Check {
  /** What is compared, for example `rows, 200 MB, utf-8: throughput of Reportline / uDSV`. */
  readonly name: string
  readonly required: { readonly least: number } | { readonly most: number }
  /** Undefined where it could not be measured, and then it counts as falling short. */
  readonly measured: number | undefined
  /** Such as `×` or `MB`; empty for a plain number. */
  readonly unit: string
}

export function isMet({ required, measured }: Check): boolean {
  if (measured === undefined || Number.isNaN(measured)) return false
  return 'least' in required ? measured >= required.least : measured <= required.most
}

/** One line for each figure that falls short. */
export function shortfalls(checks: readonly Check[]): string[] {
  return checks
    .filter((check) => !isMet(check))
    .map((check) => `${check.name}: ${measuredText(check)}, ${requiredText(check)}`)
}

export function requiredText({ required, unit }: Check): string {
  return 'least' in required ? `at least ${required.least}${unit}` : `at most ${required.most}${unit}`
}

export function measuredText({ measured, unit }: Check): string {
  if (measured === undefined) return 'not measured'
  const digits = Math.abs(measured) >= 100 ? 0 : Math.abs(measured) >= 10 ? 1 : 3
  return `${measured.toFixed(digits)}${unit}`
}
