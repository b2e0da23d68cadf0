import { createHash } from 'node:crypto'

/** What an application needs to call an API for one seller. The values are made up and do not change between starts. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly sellerId: string
}

/** An application that a seller has authorized for one API. */
export interface Account extends Credentials {
  /** The name of the service that it may call. */
  readonly service: string
}

/** Derives credentials in Amazon's format from the service's name, so that clients keep working after a restart. */
export function createAccount(service: string): Account {
  const digest = (purpose: string): Buffer => createHash('sha512').update(`${service}:${purpose}`).digest()
  return {
    service,
    clientId: `amzn1.application-oa2-client.${digest('client id').toString('hex').slice(0, 32)}`,
    clientSecret: `amzn1.oa2-cs.v1.${digest('client secret').toString('hex').slice(0, 64)}`,
    refreshToken: `Atzr|${digest('refresh token').toString('base64url')}`,
    sellerId: `A${digest('seller').toString('hex').toUpperCase().slice(0, 13)}`,
  }
}
