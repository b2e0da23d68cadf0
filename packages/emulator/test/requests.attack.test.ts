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
  #calls = 0

  constructor(client: Client) {
    this.#client = client
    this.#pay = new PayClient(client.emulator)
  }

  async perform(one: Action): Promise<Outcome> {
    const outcome = await this.#send(one)
    for (const [, id = ''] of outcome.body.matchAll(/"\w+Id":"([\w.:-]{1,100})"/g)) this.#ids.add(id)
    return outcome
  }

  /** Requests every list. */
  async lists(): Promise<Outcome[]> {
    const types = 'GET_MERCHANT_LISTINGS_ALL_DATA,GET_XML_BROWSE_TREE_DATA,GET_AB_INVOICE_PDF,1.0,P1M,DONE,A1,a'
    const paths = [
      `/reports/2021-06-30/reports?reportTypes=${types}&pageSize=100`,
      `/reports/2021-06-30/schedules?reportTypes=${types}`,
      `/reports/2021-09-30/reports?reportTypes=${types}&pageSize=100`,
    ]
    const called = await Promise.all(paths.map((path) => this.#get(path)))
    const grantless = await this.#get('/notifications/v1/destinations', 'grantless')
    const payPaths = ['/live', '/sandbox'].flatMap((base) => [`${base}/v2/reports`, `${base}/v2/report-schedules`])
    const paid = await Promise.all(payPaths.map((path) => this.#pay.call('GET', path)))
    return [...called, grantless, ...paid.map(({ status, text }) => ({ status, body: text }))]
  }

  /** Requests the subscriptions, and what has an identifier of an earlier response. */
  items(): Promise<Outcome[]> {
    const paths = [...this.#ids].flatMap((id) => [
      `/reports/2021-06-30/reports/${id}`,
      `/reports/2021-06-30/schedules/${id}`,
      `/reports/2021-09-30/reports/${id}`,
    ])
    const subscriptions = '/notifications/v1/subscriptions/REPORT_PROCESSING_FINISHED'
    return Promise.all([subscriptions, ...paths].map((path) => this.#get(path)))
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
    const values = [...names]
    const filled = path.replaceAll(/\{\w+\}/g, () =>
      encodeURIComponent(wellFormed(values.shift()?.slice(0, 1_000) ?? '')),
    )
    const parameters = String(new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])))
    const target = this.#fill(parameters === '' ? filled : `${filled}?${parameters}`)
    if (api !== 'pay-reports')
      return this.#fetch(method, target, { body: body && this.#fill(body), contentType, token, api })
    this.#calls += 1
    const headers = { 'x-amz-pay-idempotency-key': `key-${this.#calls % 5}` }
    const environment = this.#calls % 3 === 0 ? '/sandbox' : '/live'
    const response = await this.#pay.call(method, environment + target, { body: body && this.#fill(body), headers })
    return { status: response.status, body: response.text }
  }

  /** Replaces each `$id0` by an identifier of an earlier response. The newest has the number 0. */
  #fill(text: string): string {
    const known = [...this.#ids].toReversed()
    return text.replaceAll(/(?:\$|%24)id(\d+)/g, (_, index: string) => known[Number(index) % known.length] ?? '')
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

/** A clock that moves by a second whenever it is read, so that usage plans reject few requests. */
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
    // A fixture may have used up the usage plan.
    for (const { status, body } of await attacker.lists()) expect([200, 429], body).toContain(status)
    for (const { status = 0, body } of await attacker.items()) expect(status, body).toBeLessThan(500)
  }
  const property = fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: maxActions, size: 'max' }), run)
  await fc.assert(property, { numRuns: Math.ceil((Number(rounds) * 2) / maxActions), seed: Number(seed) })
})
