import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ArbitraryRequest, arbitraryFixtures, arbitraryRequest, wellFormed } from './support/arbitrary-request.ts'
import { type Client, startClient } from './support/client.ts'
import { noon } from './support/fixed-clock.ts'
import { PayClient } from './support/pay-client.ts'

const { REPORTLINE_ATTACK_ROUNDS: rounds = 300, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env
const maxActions = 20

/** Generated once, because that takes longer than a run. */
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

type Action = { readonly request: ArbitraryRequest } | { readonly fixtures: unknown } | { readonly advance: unknown }

const durations = [0, 60_000, 3_600_000, 86_400_000, -1, 1e300, 8e15, null, '1', {}]

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ request: arbitraryRequest }) },
  { weight: 2, arbitrary: fc.record({ fixtures: arbitraryFixtures }) },
  { weight: 1, arbitrary: fc.record({ advance: fc.constantFrom<unknown[]>(...durations) }) },
)

interface Outcome {
  readonly status: number | undefined
  readonly body: string
}

/** Sends actions to an emulator, and remembers the identifiers in its responses. */
class Attacker {
  readonly #client: Client
  readonly #pay: PayClient
  readonly #ids = new Set(['1'])

  constructor(client: Client) {
    this.#client = client
    this.#pay = new PayClient(client.emulator)
  }

  async perform(one: Action): Promise<Outcome> {
    const outcome = await this.#send(one)
    for (const [, id = ''] of outcome.body.matchAll(/"\w+Id":"([^"\\]{1,100})"/g)) this.#ids.add(id)
    return outcome
  }

  /** Requests every list, and every report and schedule by its identifier. */
  async lists(): Promise<Outcome[]> {
    const types = 'GET_MERCHANT_LISTINGS_ALL_DATA,GET_XML_BROWSE_TREE_DATA,GET_AB_INVOICE_PDF,1.0,P1M,DONE'
    const sellers = ['/reports/2021-06-30/reports', '/reports/2021-06-30/schedules', '/reports/2021-09-30/reports']
    const urls = sellers.map((path) => `${path}?reportTypes=${types}${path.endsWith('reports') ? '&pageSize=100' : ''}`)
    const notifications = ['/notifications/v1/subscriptions/REPORT_PROCESSING_FINISHED']
    const items = [...this.#ids].flatMap((id) =>
      sellers.slice(0, 2).map((path) => `${path}/${encodeURIComponent(wellFormed(id))}`),
    )
    const called = await Promise.all([...urls, ...notifications, ...items].map((path) => this.#get(path)))
    const grantless = await this.#get('/notifications/v1/destinations', 'grantless')
    const payPaths = ['/live', '/sandbox'].flatMap((base) => [`${base}/v2/reports`, `${base}/v2/report-schedules`])
    const paid = await Promise.all(payPaths.map((path) => this.#pay.call('GET', path)))
    return [...called, grantless, ...paid.map(({ status, text }) => ({ status, body: text }))]
  }

  #get(path: string, token: ArbitraryRequest['token'] = 'right'): Promise<Outcome> {
    return this.#fetch('GET', path, { token, api: apiOf(path) })
  }

  #send(one: Action): Promise<Outcome> {
    if ('request' in one) return this.#call(one.request)
    const [path, body] =
      'fixtures' in one ? ['/_emulator/fixtures', one.fixtures] : ['/_emulator/advance', { milliseconds: one.advance }]
    return this.#fetch('POST', path, { body: JSON.stringify(body), contentType: 'application/json' })
  }

  async #call({ api, method, path, names, query, body, contentType, token }: ArbitraryRequest): Promise<Outcome> {
    const known = [...this.#ids]
    const values = [...names]
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values.shift() ?? ''
      if (name === 'notificationType') return 'REPORT_PROCESSING_FINISHED'
      const id = typeof value === 'number' ? (known[value % known.length] ?? '') : value.slice(0, 1_000)
      return encodeURIComponent(wellFormed(id))
    })
    const parameters = String(new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])))
    const target = parameters === '' ? filled : `${filled}?${parameters}`
    if (api !== 'pay-reports') return this.#fetch(method, target, { body, contentType, token, api })
    const environment = names[1] === undefined || typeof names[1] === 'number' ? '/live' : '/sandbox'
    const headers = { 'x-amz-pay-idempotency-key': String(names[0]).replaceAll(/[^\w]/g, '').slice(0, 9) || '0' }
    const response = await this.#pay.call(method, environment + target, { body, headers })
    return { status: response.status, body: response.text }
  }

  async #fetch(
    method: string,
    path: string,
    init: { body?: string | undefined; contentType?: string; token?: ArbitraryRequest['token']; api?: string },
  ): Promise<Outcome> {
    const { body, contentType = '', token = 'none', api = '' } = init
    const headers = {
      ...(contentType !== '' && { 'content-type': contentType }),
      ...(token !== 'none' && { 'x-amz-access-token': await this.#token(api, token) }),
    }
    const response = await fetch(this.#client.emulator.url + path, {
      method,
      headers,
      ...(body !== undefined && { body }),
    })
    return { status: response.status, body: await response.text() }
  }

  /** Tokens are not kept, because the clock moves. */
  async #token(api: string, kind: 'right' | 'grantless'): Promise<string> {
    const { sellingPartner, business } = this.#client.emulator.credentials
    const { clientId, clientSecret, refreshToken } = api === 'business-reports' ? business : sellingPartner
    const grant =
      kind === 'right'
        ? { grant_type: 'refresh_token', refresh_token: refreshToken }
        : { grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' }
    const { body } = await this.#client.grant({ ...grant, client_id: clientId, client_secret: clientSecret })
    return (body as { access_token: string }).access_token
  }
}

function apiOf(path: string): string {
  return path.startsWith('/reports/2021-09-30') ? 'business-reports' : 'selling-partner-reports'
}

/** A clock on which every request is a minute after the one before, so that usage plans reject few of them. */
function busyClock() {
  let now = noon
  return { now: () => (now += 1_000) }
}

test('no request and no fixture causes an internal error, and every list can still be read', async () => {
  const run = async (actions: readonly Action[]): Promise<void> => {
    await using client = await startClient({ clock: busyClock(), pay: { privateKey }, onWarning: () => {} })
    const attacker = new Attacker(client)
    for (const one of actions) {
      const { status = 0, body } = await attacker.perform(one)
      expect(status, body).toBeLessThan(500)
    }
    for (const { status = 0, body } of await attacker.lists()) expect(status, body).toBeLessThan(500)
  }
  const property = fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: maxActions, size: 'max' }), run)
  await fc.assert(property, { numRuns: Math.ceil((Number(rounds) * 2) / maxActions), seed: Number(seed) })
})
