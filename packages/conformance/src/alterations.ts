import type { ReplayResponse } from './replay.ts'

/** A documented response with one changed value. */
export interface Alteration {
  /** The path of the changed value, for instance `body.reports.0.reportId`. */
  readonly path: string
  readonly response: ReplayResponse
}

/**
 * Returns every response that differs from this one in a single value: the status, a header, or a leaf of the body.
 *
 * @param isGenerated whether the server generates the value at a path; such values are not changed
 */
export function alterations(response: ReplayResponse, isGenerated: (path: string) => boolean): Alteration[] {
  return leaves(response, '')
    .filter((path) => !isGenerated(path))
    .map((path) => ({ path, response: altered(response, path.split('.')) as ReplayResponse }))
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([step, child]) => leaves(child, path ? `${path}.${step}` : step))
}

function altered(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return alteredLeaf(value)
  const copy = structuredClone(value) as Record<string, unknown>
  copy[step] = altered(copy[step], rest)
  return copy
}

function alteredLeaf(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return `${String(value)} altered`
}
