import { isDeepStrictEqual } from 'node:util'
import type { Operation } from '../../contract/load-contract.ts'
import type { RequestParts } from '../../contract/read-request.ts'
import { invalidInput } from '../amazon-errors.ts'
import type { ServiceResponse } from '../service-definition.ts'

/** A request that the static sandbox knows, and its response. */
export interface SandboxPair {
  readonly operation: string
  /** Path and query parameters. An array stands for a comma-separated list. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: unknown
  /** Matches every request of the operation that no earlier pair matches. */
  readonly anyOther?: true
  readonly response: ServiceResponse
}

/**
 * Responds as Amazon's static sandbox does: only to the requests that it knows, and without validating them.
 *
 * @param pairs The requests and their responses.
 * @returns The response. Undefined if the sandbox knows no request of the operation.
 */
export function staticResponse(
  pairs: readonly SandboxPair[],
  { id }: Operation,
  request: RequestParts,
): ServiceResponse | undefined {
  const known = pairs.filter(({ operation }) => operation === id)
  if (known.length === 0) return undefined
  const found = known.find((pair) => pair.anyOther ?? matches(pair, request))
  return found?.response ?? invalidInput('Could not match input arguments')
}

function matches({ parameters = {}, body }: SandboxPair, request: RequestParts): boolean {
  const expected = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value].flat()]))
  return isDeepStrictEqual(sentParameters(request), expected) && isDeepStrictEqual(parseBody(request.body), body)
}

function sentParameters({ path, query }: RequestParts): Record<string, string[]> {
  const names = [...new Set(query.keys())]
  return Object.fromEntries([
    ...Object.entries(path).map(([name, value]) => [name, [value]]),
    ...names.map((name) => [name, query.getAll(name).flatMap((value) => value.split(','))]),
  ])
}

/** A body that is not JSON matches no pair. */
function parseBody(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
