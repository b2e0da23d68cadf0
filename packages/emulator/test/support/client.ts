import { type Emulator, type EmulatorOptions, type Fixtures, startEmulator } from '../../src/index.ts'
import { fixedClock } from './fixed-clock.ts'

export interface CallInit {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Null for no token. */
  readonly token?: string | null
}

export interface CallResponse {
  readonly status: number
  readonly headers: Headers
  /** Parsed if it is JSON. */
  readonly body: unknown
}

/** A client with the selling partner's access token, for an emulator whose clock only moves on request. */
export class Client implements AsyncDisposable {
  readonly emulator: Emulator
  #token: string | undefined

  constructor(emulator: Emulator) {
    this.emulator = emulator
  }

  addFixtures(fixtures: Fixtures): void {
    this.emulator.addFixtures(fixtures)
  }

  async token(): Promise<string> {
    this.#token ??= await this.newToken()
    return this.#token
  }

  async newToken(): Promise<string> {
    const { clientId, clientSecret, refreshToken } = this.emulator.credentials.sellingPartner
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken }
    const { body } = await this.grant({ ...grant, client_id: clientId, client_secret: clientSecret })
    return (body as { access_token: string }).access_token
  }

  async grant(fields: Readonly<Record<string, string>>): Promise<CallResponse> {
    const body = new URLSearchParams(fields)
    return readResponse(await fetch(`${this.emulator.url}/auth/o2/token`, { method: 'POST', body }))
  }

  /** Calls the Reports API. */
  call(method: string, path: string, init?: CallInit): Promise<CallResponse> {
    return this.callAt('/reports/2021-06-30', method, path, init)
  }

  async callAt(
    api: string,
    method: string,
    path: string,
    { query, body, headers, token }: CallInit = {},
  ): Promise<CallResponse> {
    const url = new URL(`${api}${path}`, this.emulator.url)
    url.search = String(new URLSearchParams(query))
    const sent = token === undefined ? await this.token() : token
    const init = {
      method,
      headers: {
        ...(sent === null ? {} : { 'x-amz-access-token': sent }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }
    return readResponse(await fetch(url, init))
  }

  /** Moves the clock by more than the lifetime of a token. */
  async advanceAndRenewToken(milliseconds: number): Promise<void> {
    await this.emulator.advance(milliseconds)
    this.#token = await this.newToken()
  }

  async createReport(body: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const newReport = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: ['ATVPDKIKX0DER'], ...body }
    const response = await this.call('POST', '/reports', { body: newReport })
    return (response.body as { reportId: string }).reportId
  }

  async report(reportId: string): Promise<Record<string, string>> {
    return (await this.call('GET', `/reports/${reportId}`)).body as Record<string, string>
  }

  /** Returns the presigned URL of a document. */
  async documentUrl(reportDocumentId: string, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const { body } = await this.call('GET', `/documents/${reportDocumentId}`, { query })
    return (body as { url: string }).url
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.emulator.stop()
  }
}

export async function startClient(options: EmulatorOptions = {}): Promise<Client> {
  return new Client(await startEmulator({ clock: fixedClock, ...options }))
}

/** Returns the only error in a response. */
export function errorOf({ body }: CallResponse): unknown {
  return (body as { errors: unknown[] }).errors[0]
}

async function readResponse(response: Response): Promise<CallResponse> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}
