import { randomBytes } from 'node:crypto'
import { type Contract, loadContract } from './contract/load-contract.ts'
import { DocumentStore } from './documents/document-store.ts'
import type { Fixtures } from './fixtures.ts'
import { services } from './generated/services.ts'
import { invalidField, readNonNegative } from './input/fields.ts'
import type { EmulatorOptions } from './options/emulator-options.ts'
import { type ResolvedOptions, readOptions } from './options/read-options.ts'
import { openQueues } from './queues/sqs-queues.ts'
import { isLoopbackHost } from './server/access.ts'
import { applyFixtures } from './server/apply-fixtures.ts'
import { generateCertificate } from './server/certificate.ts'
import type { Controls } from './server/control-routes.ts'
import { type Application, createApplication, type ServedApi } from './server/create-application.ts'
import { Faults } from './server/faults.ts'
import { type Address, type ListeningServer, listen } from './server/listen.ts'
import type { Service, ServiceDefinition } from './services/service-definition.ts'
import { AccessTokens } from './state/access-tokens.ts'
import { type Credentials, createAccount } from './state/accounts.ts'
import { clockRange, MovableClock } from './state/clock.ts'
import type { EmulatorState } from './state/emulator-state.ts'
import { Scheduler } from './state/scheduler.ts'
import { UsagePlans } from './state/usage-plans.ts'

type Definition = (typeof services)[number]
type DefinitionWithAccount = Extract<Definition, { readonly account: true }>
type CredentialsOf<One extends Definition> =
  ReturnType<One['open']> extends { readonly credentials: infer Own extends object } ? Own : never
/** The credentials of services that are not called with an access token, by the service's name. */
type OwnCredentials = {
  readonly [One in Definition as [CredentialsOf<One>] extends [never] ? never : One['name']]: CredentialsOf<One>
}

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** Scheme, host and port: the endpoint of every API, of the token endpoint and of the documents. */
  readonly url: string
  /** The same endpoint with https. Undefined without the option `https`. */
  readonly httpsUrl: string | undefined
  /** The certificate of `httpsUrl`, as PEM. Clients must trust it as a certificate authority. */
  readonly certificate: string | undefined
  /** The token for requests to `/_emulator/…` from other machines. They send it as `Authorization: Bearer <token>`. */
  readonly controlToken: string
  /** Made-up credentials for each API. They do not change between starts, except for Amazon Pay's private key. */
  readonly credentials: Readonly<Record<DefinitionWithAccount['name'], Credentials>> & OwnCredentials
  /** @returns The emulator's time, in milliseconds since 1970-01-01 UTC. */
  now(): number
  /**
   * Moves the emulator's clock forward and runs everything that becomes due, in chronological order: schedules create
   * reports, reports finish, notifications are sent.
   *
   * The clock has moved and everything has run when the method returns.
   *
   * @returns A promise that resolves when every notification is delivered. It never rejects.
   * @throws TypeError synchronously, unless `milliseconds` is a number that is zero or greater and ends before the year
   *   9000.
   */
  advance(milliseconds: number): Promise<void>
  /**
   * Adds data and behavior before the next request. Everything is validated before anything is changed.
   *
   * @throws TypeError that names the invalid field.
   */
  addFixtures(fixtures: Fixtures): void
  /** Closes all connections and frees the port. Calling it again has no effect. */
  stop(): Promise<void>
}

/**
 * Starts a local Amazon on one port: Login with Amazon, the report APIs and the document store.
 *
 * @param options Optional: the port, the clock, the durations in milliseconds, documents and queues.
 * @returns The running emulator. Call `stop()` when you are done, or declare it with `await using`.
 * @throws TypeError that names the invalid option.
 * @throws Error if it cannot listen on the port, or if a package that an option requires is not installed.
 * @example
 * await using emulator = await startEmulator({ port: 4500 })
 * emulator.addFixtures({ faults: [{ operation: 'getReport', status: 503 }] })
 * await emulator.advance(60_000)
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startServices(services, options)
}

/** Starts an emulator with other services. */
export async function startServices(
  definitions: readonly ServiceDefinition[],
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const resolved = readOptions(options)
  const state = await createState(definitions, resolved)
  const served = await Promise.all(definitions.map((definition) => serveApi(definition, state)))
  const faults = new Faults()
  const controls = createControls(state, served, faults)
  if (resolved.documents !== undefined) controls.addFixtures({ documents: resolved.documents })
  const { host, publicUrl, controlToken = randomBytes(24).toString('base64url') } = resolved
  const hosts = new Set(publicUrl === undefined ? [host.toLowerCase()] : [host.toLowerCase(), publicUrl.hostname])
  const app = createApplication({ state, served, faults, controls, access: { hosts, controlToken } })
  const { servers, ...addresses } = await listenAll(app, resolved)
  state.documents.setOrigin(publicUrl?.origin ?? addresses.url)
  if (!isLoopbackHost(host)) resolved.onWarning(exposureWarning(host))
  const stop = async (): Promise<void> => {
    state.scheduler.stop()
    state.queues?.close()
    await Promise.all(servers.map((server) => server.close()))
  }
  return {
    ...addresses,
    controlToken,
    addFixtures: controls.addFixtures,
    advance: controls.advance,
    credentials: credentialsOf(state, served),
    now: () => state.clock.now(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function exposureWarning(host: string): string {
  const reach = `The emulator listens on ${host}, so other machines can reach it and call its APIs`
  return `${reach}: its credentials are not secret. They cannot control it without the control token.`
}

async function createState(
  definitions: readonly ServiceDefinition[],
  { clock: base, sqs, onWarning, durations, staticSandbox, pay }: ResolvedOptions,
): Promise<EmulatorState> {
  const clock = new MovableClock(base)
  return {
    clock,
    scheduler: new Scheduler(clock),
    queues: sqs === undefined ? undefined : await openQueues(sqs),
    warn: onWarning,
    durations,
    documents: new DocumentStore(),
    accessTokens: new AccessTokens(),
    usagePlans: new UsagePlans(),
    accounts: definitions.filter(({ account }) => account).map(({ name }) => createAccount(name)),
    staticSandbox,
    pay,
  }
}

function createControls(state: EmulatorState, served: readonly ServedApi[], faults: Faults): Controls {
  const operations = [...new Set(served.flatMap((api) => api.operations.map(({ id }) => id)))]
  const targets = { state, services: served.map(({ service }) => service), faults, operations }
  return {
    addFixtures: (fixtures) => {
      state.scheduler.runDue()
      applyFixtures(targets, fixtures)
      state.scheduler.runDue()
    },
    advance: (milliseconds) => {
      const duration = readNonNegative(milliseconds, 'milliseconds', 'milliseconds')
      if (state.clock.now() + duration >= clockRange.end) {
        throw invalidField('milliseconds', `less: the clock must stay before ${clockRange.text.end}`, milliseconds)
      }
      state.clock.advance(duration)
      state.scheduler.runDue()
      return state.scheduler.idle()
    },
  }
}

async function listenAll(app: Application, { host, port, httpsPort }: ResolvedOptions) {
  const plain = await listen(app, { host, port })
  const secure = httpsPort === undefined ? undefined : await listenSecurely(app, { host, port: httpsPort }, plain)
  const servers: readonly ListeningServer[] = secure === undefined ? [plain] : [plain, secure]
  return { url: plain.url, httpsUrl: secure?.url, certificate: secure?.certificate, servers }
}

/** Listens with https too. If that fails, the server without https is closed. */
async function listenSecurely(app: Application, address: Address, plain: ListeningServer) {
  try {
    const generated = await generateCertificate(address.host)
    return { ...(await listen(app, address, generated)), certificate: generated.certificate }
  } catch (error) {
    await plain.close()
    throw error
  }
}

async function serveApi(definition: ServiceDefinition, state: EmulatorState): Promise<ServedApi> {
  const loaded = await Promise.all(
    definition.apis.map(async (api): Promise<[string, Contract]> => [api, await loadContract(api)]),
  )
  const service = definition.open(state, Object.fromEntries(loaded))
  const operations = loaded.flatMap(([, contract]) => contract.operations)
  checkHandlers(definition.name, service, operations)
  const account = definition.account || service.credentials !== undefined
  return { name: definition.name, service, operations, account, route: definition.route }
}

/** Checks that a service handles exactly the operations of its specifications. */
function checkHandlers(name: string, { handlers }: Service, operations: ServedApi['operations']): void {
  const missing = operations.filter(({ id }) => !(id in handlers)).map(({ id }) => id)
  const unknown = Object.keys(handlers).filter((handler) => operations.every(({ id }) => id !== handler))
  if (missing.length > 0) throw new TypeError(`The service ${name} does not handle ${missing.join(', ')}`)
  if (unknown.length > 0) {
    throw new TypeError(`The service ${name} handles ${unknown.join(', ')}, which its specifications do not contain`)
  }
}

function credentialsOf({ accounts }: EmulatorState, served: readonly ServedApi[]): Emulator['credentials'] {
  const sellers = accounts.map(({ service, ...credentials }) => [service, credentials] as const)
  const others = served.flatMap(({ name, service: { credentials } }) => (credentials ? [[name, credentials]] : []))
  return Object.fromEntries([...sellers, ...others]) as Emulator['credentials']
}
