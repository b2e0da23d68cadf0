import type { SchemaError } from '../contract/compiled-contract.ts'
import type { Violation } from '../contract/read-request.ts'
import type { Answer } from '../service/service-definition.ts'
import { invalidValue, payError } from './pay-errors.ts'

/** Says how a request breaks the specification. The messages are assumed, and which reason code goes with what. */
export function refuseViolation(violation: Violation): Answer {
  switch (violation.kind) {
    case 'media-type':
      return payError(400, 'InvalidHeaderValue', 'The header content-type must be application/json.')
    case 'missing':
      return payError(400, 'MissingParameterValue', missing(violation.names))
    case 'unfit':
      return refuseValue(violation.errors[0])
  }
}

function missing(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} missing.`
}

function refuseValue(error: SchemaError | undefined): Answer {
  const field = error?.instancePath.split('/')[1]
  if (error === undefined || field === undefined || field === '') {
    return payError(400, 'InvalidRequestFormat', 'The body is not a JSON object.')
  }
  if (field.startsWith('x-amz-')) return payError(400, 'MissingHeaderValue', `The header ${field} has no value.`)
  return invalidValue(`The value of ${field} is not ${error.keyword === 'pattern' ? 'a time' : 'allowed'}.`)
}
