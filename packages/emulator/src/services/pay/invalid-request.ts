import type { SchemaError } from '../../contract/compiled-contract.ts'
import type { Violation } from '../../contract/read-request.ts'
import type { ServiceResponse } from '../service-definition.ts'
import { invalidValue, payError } from './pay-errors.ts'

/**
 * Creates the response to a request that violates the specification. The messages, and which reason code belongs to which
 * violation, are assumed.
 */
export function invalidRequest(violation: Violation): ServiceResponse {
  switch (violation.kind) {
    case 'media-type':
      return payError(400, 'InvalidHeaderValue', 'The header content-type must be application/json.')
    case 'missing':
      return payError(400, 'MissingParameterValue', missingMessage(violation.names))
    case 'invalid':
      return schemaViolation(violation.errors[0])
  }
}

function missingMessage(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} missing.`
}

function schemaViolation(error: SchemaError | undefined): ServiceResponse {
  const field = error?.instancePath.split('/')[1]
  if (error === undefined || field === undefined || field === '') {
    return payError(400, 'InvalidRequestFormat', 'The body is not a JSON object.')
  }
  if (field.startsWith('x-amz-')) return payError(400, 'MissingHeaderValue', `The header ${field} has no value.`)
  return invalidValue(`The value of ${field} is not ${error.keyword === 'pattern' ? 'a time' : 'allowed'}.`)
}
