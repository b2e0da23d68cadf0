import { type OperationRow, type SchemaError, schemaErrors, type Validator } from './compiled-contract.ts'

export interface CheckedResponse {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** Will be sent as JSON. Undefined for no body. */
  readonly body: unknown
}

/**
 * Validates one of the emulator's own responses against the specification.
 *
 * @returns One message for each violation.
 */
export function checkResponse(
  row: OperationRow,
  validators: (name: string) => Validator,
  { status, headers, body }: CheckedResponse,
): readonly string[] {
  const documented = row.responses[status] ?? row.responses.default
  if (documented === undefined) return [`status ${status} is not documented`]
  const inHeaders = schemaErrors(validators(documented.validateHeaders), headers).map(describe('headers'))
  const validator = documented.validate['application/json']
  if (validator === undefined) return body === undefined ? inHeaders : [...inHeaders, 'body: none is documented']
  return [...inHeaders, ...schemaErrors(validators(validator), body).map(describe('body'))]
}

function describe(part: string): (error: SchemaError) => string {
  return ({ instancePath, message }) => `${part}${instancePath} ${message ?? 'is invalid'}`
}
