import type { OperationRow, SchemaError, Validator } from './compiled-contract.ts'
import { errorsOf } from './errors-of.ts'

export interface CheckedAnswer {
  readonly status: number
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  /** What will be sent as JSON; undefined for no body. */
  readonly body: unknown
}

/** Where an answer breaks the specification, one text for each place; empty if nowhere. */
export type Breaches = readonly string[]

/** Holds an answer of the emulator itself against the specification. */
export function checkAnswer(
  row: OperationRow,
  validators: (name: string) => Validator,
  { status, headers, body }: CheckedAnswer,
): Breaches {
  const response = row.responses[status] ?? row.responses.default
  if (response === undefined) return [`status ${status} is not documented`]
  const inHeaders = errorsOf(validators(response.validateHeaders), headers).map((error) => said('headers', error))
  const validator = response.validate['application/json']
  if (validator === undefined) return body === undefined ? inHeaders : [...inHeaders, 'body: none is documented']
  return [...inHeaders, ...errorsOf(validators(validator), body).map((error) => said('body', error))]
}

function said(part: string, { instancePath, message }: SchemaError): string {
  return `${part}${instancePath} ${message ?? 'does not fit'}`
}
