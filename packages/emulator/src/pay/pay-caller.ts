import {
  keyEnvironment,
  type PayEnvironment,
  type PayRegion,
  parseAuthorization,
  payRegion,
} from '@reportline/auth/amazon-pay'
import type { IncomingRequest } from '../service/incoming-request.ts'
import { pathEnvironment } from './pay-path.ts'

/** For whom, and where, a request that was let in is made. */
export interface PayCaller {
  readonly environment: PayEnvironment
  readonly region: PayRegion | undefined
}

/** What a request that was let in says of itself. */
export function callerOf({ target, headers }: IncomingRequest): PayCaller {
  const { publicKeyId } = parseAuthorization(headers.get('authorization') ?? '')
  const region = headers.get('x-amz-pay-region')
  return {
    environment: environmentOf(target, publicKeyId) ?? 'live',
    region: region === null ? undefined : payRegion(region),
  }
}

/**
 * The environment that a call is made in: the path names it, unless the key belongs to one; then the path must not.
 *
 * @returns undefined where path and key do not go together.
 */
export function environmentOf(target: string, publicKeyId: string): PayEnvironment | undefined {
  const named = pathEnvironment(target.replace(/^https?:\/\/[^/]*/i, '').replace(/\?.*$/s, ''))
  const own = keyEnvironment(publicKeyId)
  if (named !== undefined && own !== undefined) return undefined
  return named ?? own
}
