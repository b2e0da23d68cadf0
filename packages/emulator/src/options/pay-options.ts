import { parsePrivateKey } from '@reportline/auth/amazon-pay'
import { readInteger, readObject, readOptional, readString } from '../input/fields.ts'

/** Settings for Amazon Pay. */
export interface PayOptions {
  /**
   * The identifier of the public key. Defaults to a made-up one. An identifier that begins with `LIVE` or `SANDBOX`
   * belongs to that environment.
   */
  readonly publicKeyId?: string | undefined
  /** The private key that requests are signed with, as PEM. Defaults to a key that is generated on first use. */
  readonly privateKey?: string | undefined
  /**
   * How to reject a second schedule for a report type, because no document says how Amazon Pay does it. Defaults to
   * status 400 with the reason code `InvalidRequest`.
   */
  readonly scheduleConflict?:
    | { readonly status?: number | undefined; readonly reasonCode?: string | undefined }
    | undefined
}

/** @throws TypeError that names the invalid option. */
export function readPayOptions(value: unknown): PayOptions {
  const options = readObject(value, 'pay', ['publicKeyId', 'privateKey', 'scheduleConflict'])
  readOptional(options.publicKeyId, readKeyId)
  readOptional(options.privateKey, readPrivateKey)
  readOptional(options.scheduleConflict, (conflict) => {
    const { status, reasonCode } = readObject(conflict, 'pay.scheduleConflict', ['status', 'reasonCode'])
    readOptional(status, (number) => readInteger(number, 'pay.scheduleConflict.status', 400, 599))
    readOptional(reasonCode, (code) => readString(code, 'pay.scheduleConflict.reasonCode'))
  })
  return options as PayOptions
}

function readKeyId(value: unknown): string {
  const id = readString(value, 'pay.publicKeyId')
  if (/^[\x21-\x2b\x2d-\x7e]+$/.test(id)) return id
  throw new TypeError('pay.publicKeyId must be a string of visible ASCII characters without commas and spaces')
}

function readPrivateKey(value: unknown): void {
  try {
    parsePrivateKey(value as string)
  } catch (error) {
    throw new TypeError(`pay.${(error as Error).message}`, { cause: error })
  }
}
