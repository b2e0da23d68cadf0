import { isDeepStrictEqual } from 'node:util'
import type { WholeAnswer } from './replay.ts'

/**
 * Compares an answer with the documented one.
 *
 * @param generated places that the server makes up, such as `body.reports.*.reportId`: they must be there, their value is free
 * @returns one line for each difference; an empty list when the answers are the same
 */
export function compareAnswers(
  expected: WholeAnswer,
  actual: WholeAnswer,
  generated: readonly string[] = [],
): string[] {
  return compare('', lowerHeaders(expected), lowerHeaders(actual), freePlaces(generated))
}

/** Tells whether a place is one of those that the server makes up. */
export function freePlaces(generated: readonly string[]): (place: string) => boolean {
  const patterns = generated.map((place) => new RegExp(`^${place.split('.').map(stepPattern).join('\\.')}$`, 'i'))
  return (place) => patterns.some((pattern) => pattern.test(place))
}

function stepPattern(step: string): string {
  return step === '*' ? '\\d+' : step.replaceAll(/[^\w-]/g, '\\$&')
}

function lowerHeaders(answer: WholeAnswer): object {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value])
  return { ...answer, headers: Object.fromEntries(headers) }
}

function compare(place: string, expected: unknown, actual: unknown, isFree: (place: string) => boolean): string[] {
  if (isFree(place) && actual !== undefined) return []
  if (isObject(expected) && isObject(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const steps = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    return steps.flatMap((step) => compare(place ? `${place}.${step}` : step, expected[step], actual[step], isFree))
  }
  if (isDeepStrictEqual(expected, actual)) return []
  return [`${place}: documented ${show(expected)}, answered ${show(actual)}`]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
