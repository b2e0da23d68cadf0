import { type Authorization, parseAuthorization, type Verification, verify } from '@reportline/auth/amazon-pay'
import type { IncomingRequest } from '../service/incoming-request.ts'
import type { Answer } from '../service/service-definition.ts'
import type { PayAccount } from './pay-account.ts'
import { environmentOf } from './pay-caller.ts'
import { payError, payErrorByStatus } from './pay-errors.ts'

/**
 * Verifies the signature over what was sent, and that the key may be used where it is used.
 *
 * @returns The refusal, or undefined for a request that may come in.
 */
export function refuseCaller(account: PayAccount, request: IncomingRequest): Answer | undefined {
  const { method, target, headers, bytes } = request
  const header = headers.get('authorization')
  if (header === null) return missingHeader('authorization')
  if (header === '') return payError(400, 'MissingHeaderValue', 'The header authorization has no value.')
  const authorization = readAuthorization(header)
  if ('status' in authorization) return authorization
  if (!account.knows(authorization.publicKeyId)) return payErrorByStatus(401)
  const verification = verify({ method, url: target, headers, body: bytes }, account.publicKey)
  if (!verification.valid) return refusal(verification, authorization, request)
  if (environmentOf(target, authorization.publicKeyId) !== undefined) return undefined
  return payErrorByStatus(401, 'The public key may not be used with this path.')
}

function readAuthorization(header: string): Authorization | Answer {
  try {
    return parseAuthorization(header)
  } catch (error) {
    return invalidHeader((error as Error).message)
  }
}

type Refused = Extract<Verification, { readonly valid: false }>

/** The reason codes are seen in public; which of them goes with which mistake is assumed. */
function refusal(refused: Refused, { signature }: Authorization, { headers }: IncomingRequest): Answer {
  switch (refused.reason) {
    case 'MISSING_AUTHORIZATION':
      return missingHeader('authorization')
    case 'MISSING_HEADER':
      return payError(400, 'MissingHeader', refused.message)
    case 'HEADER_NOT_SIGNED': {
      const missing = ['accept', 'x-amz-pay-date'].find((name) => !headers.has(name))
      return missing === undefined ? invalidHeader(refused.message) : missingHeader(missing)
    }
    case 'INVALID_AUTHORIZATION':
    case 'INVALID_DATE':
    case 'INVALID_REGION':
      return invalidHeader(refused.message)
    case 'SIGNATURE_MISMATCH': {
      const sides = `signing String [${refused.stringToSign}] , signature [${signature}]`
      return payError(403, 'InvalidRequestSignature', `Unable to verify signature, ${sides}`)
    }
  }
}

function missingHeader(name: string): Answer {
  return payError(400, 'MissingHeader', `The header ${name} is missing.`)
}

function invalidHeader(message: string): Answer {
  return payError(400, 'InvalidHeaderValue', message)
}
