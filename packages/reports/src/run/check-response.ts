import { type Operation, RequestError } from '@reportline/request'

/** What a field of a response must be: a string that is not empty, or an array. */
export type FieldKind = 'string' | 'array'

/**
 * Checks the fields of a response on which a decision rests. Responses are otherwise not validated, because Amazon adds
 * fields and values.
 *
 * @returns The response.
 * @throws RequestError `BAD_RESPONSE` if a field is missing or has another type. If the operation is not idempotent, its
 *   outcome is unknown.
 */
export function checkResponse<T>(
  operation: Operation,
  response: T,
  fields: Readonly<Record<string, FieldKind>>,
): NonNullable<T> {
  for (const [field, kind] of Object.entries(fields)) {
    if (hasField(response, field, kind)) continue
    throw new RequestError({
      code: 'BAD_RESPONSE',
      operation,
      reason:
        `failed: the response has no valid \`${field}\`. Check the endpoint, and whether a proxy responds instead of ` +
        `it.${operation.idempotent ? '' : ' The operation may have been carried out anyway.'}`,
      attempts: 1,
      outcomeUnknown: !operation.idempotent,
    })
  }
  return response as NonNullable<T>
}

/** Checks each element of an array in a response. */
export function checkEach<T>(
  operation: Operation,
  elements: readonly T[],
  fields: Readonly<Record<string, FieldKind>>,
): readonly T[] {
  for (const element of elements) checkResponse(operation, element, fields)
  return elements
}

function hasField(value: unknown, name: string, kind: FieldKind): boolean {
  if (typeof value !== 'object' || value === null) return false
  const field = (value as Readonly<Record<string, unknown>>)[name]
  return kind === 'array' ? Array.isArray(field) : typeof field === 'string' && field !== ''
}
