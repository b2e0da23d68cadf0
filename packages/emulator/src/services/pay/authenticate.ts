import { type Authorization, parseAuthorization, type Verification, verify } from '@reportline/auth/amazon-pay'
import type { IncomingRequest, ServiceResponse } from '../service-definition.ts'
import type { PayAccount } from './pay-account.ts'
import { environmentOf } from './pay-caller.ts'
import { payError, payErrorByStatus } from './pay-errors.ts'

/**
 * Verifies the signature of a request as it was sent, and that its key may be used with its path.
 *
 * @returns An error response, or undefined for an authenticated request.
 */
export function authenticate(account: PayAccount, request: IncomingRequest): ServiceResponse | undefined {
  const { method, target, headers, bytes } = request
  const header = headers.get('authorization')
  if (header === null) return missingHeader('authorization')
  if (header === '') return payError(400, 'MissingHeaderValue', 'The header authorization has no value.')
  const authorization = readAuthorization(header)
  if ('status' in authorization) return authorization
  if (!account.knows(authorization.publicKeyId)) return payErrorByStatus(401)
  const verification = verify({ method, url: target, headers, body: bytes }, account.publicKey)
  if (!verification.valid) return verificationError(verification, authorization, request)
  if (environmentOf(target, authorization.publicKeyId) !== undefined) return undefined
  return payErrorByStatus(401, 'The public key may not be used with this path.')
}

function readAuthorization(header: string): Authorization | ServiceResponse {
  try {
    return parseAuthorization(header)
  } catch (error) {
    return invalidHeader((error as Error).message)
  }
}

type FailedVerification = Extract<Verification, { readonly valid: false }>

/** The reason codes were observed in public. Which one belongs to which error is assumed. */
function verificationError(
  failed: FailedVerification,
  { signature }: Authorization,
  { headers }: IncomingRequest,
): ServiceResponse {
  switch (failed.reason) {
    case 'MISSING_AUTHORIZATION':
      return missingHeader('authorization')
    case 'MISSING_HEADER':
      return payError(400, 'MissingHeader', failed.message)
    case 'HEADER_NOT_SIGNED': {
      const missing = ['accept', 'x-amz-pay-date'].find((name) => !headers.has(name))
      return missing === undefined ? invalidHeader(failed.message) : missingHeader(missing)
    }
    case 'INVALID_AUTHORIZATION':
    case 'INVALID_DATE':
    case 'INVALID_REGION':
      return invalidHeader(failed.message)
    case 'SIGNATURE_MISMATCH': {
      const details = `signing String [${failed.stringToSign}] , signature [${signature}]`
      return payError(403, 'InvalidRequestSignature', `Unable to verify signature, ${details}`)
    }
  }
}

function missingHeader(name: string): ServiceResponse {
  return payError(400, 'MissingHeader', `The header ${name} is missing.`)
}

function invalidHeader(message: string): ServiceResponse {
  return payError(400, 'InvalidHeaderValue', message)
}
