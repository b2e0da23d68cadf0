import { keyEnvironment, parsePrivateKey } from '@reportline/auth/amazon-pay'
import { fields, optional, text, whole } from '../input/fields.ts'

/** What is special about Amazon Pay. */
export interface PayOptions {
  /**
   * The identifier of the public key; made up, if left out. One that begins with `LIVE` or `SANDBOX` belongs to that
   * environment.
   */
  readonly publicKeyId?: string
  /** The private key that requests are signed with, as PEM; made when it is first needed, if left out. */
  readonly privateKey?: string
  /**
   * How a second schedule for a report type is refused, which no document tells: status 400 with the reason code
   * `InvalidRequest`, if left out.
   */
  readonly scheduleConflict?: { readonly status?: number; readonly reasonCode?: string }
}

/** @throws TypeError that names the option which is wrong. */
export function readPayOptions(value: unknown): PayOptions {
  const given = fields(value, 'pay', ['publicKeyId', 'privateKey', 'scheduleConflict'])
  optional(given.publicKeyId, readKeyId)
  optional(given.privateKey, readPrivateKey)
  optional(given.scheduleConflict, (conflict) => {
    const { status, reasonCode } = fields(conflict, 'pay.scheduleConflict', ['status', 'reasonCode'])
    optional(status, (number) => whole(number, 'pay.scheduleConflict.status', 400, 599))
    optional(reasonCode, (code) => text(code, 'pay.scheduleConflict.reasonCode'))
  })
  return given as PayOptions
}

function readKeyId(value: unknown): string {
  const id = text(value, 'pay.publicKeyId')
  if (/^[\x21-\x2b\x2d-\x7e]+$/.test(id)) return id
  throw new TypeError('pay.publicKeyId must be a text of visible characters, without commas and spaces')
}

function readPrivateKey(value: unknown): void {
  try {
    parsePrivateKey(value as string)
  } catch (error) {
    throw new TypeError(`pay.${(error as Error).message}`, { cause: error })
  }
}

/** The identifiers that the account's key is known by: a key of no environment has a name in each of them as well. */
export function keyIdsOf(publicKeyId: string): readonly string[] {
  if (keyEnvironment(publicKeyId) !== undefined) return [publicKeyId]
  return [publicKeyId, `LIVE-${publicKeyId}`, `SANDBOX-${publicKeyId}`]
}
