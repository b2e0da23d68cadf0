import { isDeepStrictEqual } from 'node:util'
import type { ReplayResponse } from './replay.ts'

/**
 * Compares a response with the documented one.
 *
 * @param generated the paths of values that the server generates, such as `body.reports.*.reportId`. They must be present,
 *   but their values are not compared. `*` stands for any element of a list.
 * @returns one line for each difference
 */
export function compareResponses(
  expected: ReplayResponse,
  actual: ReplayResponse,
  generated: readonly string[] = [],
): string[] {
  return compare('', lowerHeaders(expected), lowerHeaders(actual), generatedPaths(generated))
}

/** Returns a function that tests whether the server generates the value at a path. */
export function generatedPaths(generated: readonly string[]): (path: string) => boolean {
  const patterns = generated.map((path) => new RegExp(`^${path.split('.').map(stepPattern).join('\\.')}$`, 'i'))
  return (path) => patterns.some((pattern) => pattern.test(path))
}

function stepPattern(step: string): string {
  return step === '*' ? '\\d+' : step.replaceAll(/[^\w-]/g, '\\$&')
}

function lowerHeaders(response: ReplayResponse): object {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value])
  return { ...response, headers: Object.fromEntries(headers) }
}

function compare(path: string, expected: unknown, actual: unknown, isGenerated: (path: string) => boolean): string[] {
  if (isGenerated(path) && actual !== undefined) return []
  if (isObject(expected) && isObject(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const steps = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    return steps.flatMap((step) => compare(path ? `${path}.${step}` : step, expected[step], actual[step], isGenerated))
  }
  if (isDeepStrictEqual(expected, actual)) return []
  return [`${path}: expected ${show(expected)}, received ${show(actual)}`]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
