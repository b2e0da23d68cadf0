/** A figure with a target. */
export interface Check {
  /** What is compared, for example `rows, 200 MB, utf-8: throughput of Reportline / uDSV`. */
  readonly name: string
  readonly required: { readonly min: number } | { readonly max: number }
  /** Undefined if it could not be measured. The target is then missed. */
  readonly measured: number | undefined
  /** Appended to the number, for example ` MB`. Empty for a ratio. */
  readonly unit: string
}

/** Whether a figure meets its target. */
export function isMet({ required, measured }: Check): boolean {
  if (measured === undefined || Number.isNaN(measured)) return false
  return 'min' in required ? measured >= required.min : measured <= required.max
}

/** Returns one line for each figure that misses its target. */
export function missedTargets(checks: readonly Check[]): string[] {
  return checks
    .filter((check) => !isMet(check))
    .map((check) => `${check.name}: ${measuredText(check)}, required: ${requiredText(check)}`)
}

export function requiredText({ required, unit }: Check): string {
  return 'min' in required ? `at least ${required.min}${unit}` : `at most ${required.max}${unit}`
}

export function measuredText({ measured, unit }: Check): string {
  if (measured === undefined) return 'not measured'
  const digits = Math.abs(measured) >= 100 ? 0 : Math.abs(measured) >= 10 ? 1 : 3
  return `${measured.toFixed(digits)}${unit}`
}
