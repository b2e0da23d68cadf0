import type { WholeAnswer } from './replay.ts'

/** A documented answer with one thing changed. */
export interface Alteration {
  /** What was changed, for instance `body.reports.0.reportId`. */
  readonly place: string
  readonly answer: WholeAnswer
}

/**
 * Every documented answer that differs from this one in one value: the status, a header, or a leaf of the body.
 *
 * @param isFree tells which places the server makes up; changing those is no difference
 */
export function alterations(answer: WholeAnswer, isFree: (place: string) => boolean): Alteration[] {
  return leaves(answer, '')
    .filter((place) => !isFree(place))
    .map((place) => ({ place, answer: altered(answer, place.split('.')) as WholeAnswer }))
}

function leaves(value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) return [place]
  return Object.entries(value).flatMap(([step, one]) => leaves(one, place ? `${place}.${step}` : step))
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
