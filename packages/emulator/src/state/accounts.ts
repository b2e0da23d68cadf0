import { createHash } from 'node:crypto'

/** What an application needs to call an API for one seller. Made up, and the same at every start. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly sellerId: string
}

/** An application that a seller has authorized for one API. */
export interface Account extends Credentials {
  /** The service whose operations it may call. */
  readonly service: string
}

/** Credentials in the form that Amazon's have, derived from the service's name: nothing to configure anew after a restart. */
export function accountOf(service: string): Account {
  const made = (purpose: string): Buffer => createHash('sha512').update(`${service}:${purpose}`).digest()
  return {
    service,
    clientId: `amzn1.application-oa2-client.${made('client id').toString('hex').slice(0, 32)}`,
    clientSecret: `amzn1.oa2-cs.v1.${made('client secret').toString('hex').slice(0, 64)}`,
    refreshToken: `Atzr|${made('refresh token').toString('base64url')}`,
    sellerId: `A${made('seller').toString('hex').toUpperCase().slice(0, 13)}`,
  }
}
