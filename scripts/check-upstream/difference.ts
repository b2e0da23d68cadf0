/** A value as a model or a specification has it. A missing value is `undefined`. */
export type Value = string | number | boolean | null | readonly Value[]

/** A point in which a model and a specification differ. */
export interface Difference {
  /** The location, such as `operations.getReports.parameters.pageSize.maximum` or `schemas.Report.properties.reportId`. */
  readonly at: string
  /** What Amazon's model has. `present` stands for a whole operation, parameter, status, header, property or schema. */
  readonly model?: Value | undefined
  /** What our specification has. */
  readonly specification?: Value | undefined
}

/** Compares two values. The order of lists counts. */
export function differenceOf(at: string, model: Value | undefined, specification: Value | undefined): Difference[] {
  return isSame(model, specification) ? [] : [{ at, model, specification }]
}

/** Compares whether both have a part. */
export function presenceDifference(at: string, model: unknown, specification: unknown): Difference[] {
  return differenceOf(
    at,
    model === undefined ? undefined : 'present',
    specification === undefined ? undefined : 'present',
  )
}

/** Returns whether two values are the same, lists by their content. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Returns the names of both objects, those of the first one first. */
export function unionOfKeys(left: object | undefined, right: object | undefined): string[] {
  return [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])]
}

/** Writes a difference as a line of YAML that a deviation note can list. */
export function formatDifference({ at, model, specification }: Difference): string {
  const parts = [`at: ${at}`, ...formatSide('model', model), ...formatSide('specification', specification)]
  return `- { ${parts.join(', ')} }`
}

function formatSide(side: string, value: Value | undefined): string[] {
  if (value === undefined) return []
  const isPlain = typeof value !== 'string' || /^[A-Za-z][\w-]*$/.test(value)
  return [`${side}: ${isPlain && typeof value === 'string' ? value : JSON.stringify(value)}`]
}
