import {
  keyEnvironment,
  type PayEnvironment,
  type PayRegion,
  parseAuthorization,
  payRegion,
} from '@reportline/auth/amazon-pay'
import type { IncomingRequest } from '../service-definition.ts'
import { pathEnvironment } from './pay-path.ts'

/** The environment and the region of an authenticated request. */
export interface PayCaller {
  readonly environment: PayEnvironment
  readonly region: PayRegion | undefined
}

/** Returns the environment and the region of an authenticated request. */
export function callerOf({ target, headers }: IncomingRequest): PayCaller {
  const { publicKeyId } = parseAuthorization(headers.get('authorization') ?? '')
  const region = headers.get('x-amz-pay-region')
  return {
    environment: environmentOf(target, publicKeyId) ?? 'live',
    region: region === null ? undefined : payRegion(region),
  }
}

/**
 * Returns the environment of a request. The path must name it, unless the key belongs to an environment. In that case the
 * path must not name one.
 *
 * @returns Undefined if the path and the key do not match.
 */
export function environmentOf(target: string, publicKeyId: string): PayEnvironment | undefined {
  const fromPath = pathEnvironment(target.replace(/^https?:\/\/[^/]*/i, '').replace(/\?.*$/s, ''))
  const fromKey = keyEnvironment(publicKeyId)
  if (fromPath !== undefined && fromKey !== undefined) return undefined
  return fromPath ?? fromKey
}
