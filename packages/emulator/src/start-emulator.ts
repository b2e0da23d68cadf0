import { type Contract, loadContract } from './contract/load-contract.ts'
import { DocumentStore } from './documents/document-store.ts'
import { applyFixtures, type Fixtures } from './fixtures.ts'
import { services } from './generated/services.ts'
import { amount } from './input/fields.ts'
import { type EmulatorOptions, readOptions } from './options/emulator-options.ts'
import { openQueues } from './queues/sqs-queues.ts'
import { makeCertificate } from './server/certificate.ts'
import { type Application, application, type Served } from './server/create-application.ts'
import { Faults } from './server/faults.ts'
import { type Address, type Listening, listen } from './server/listen.ts'
import type { Service, ServiceDefinition, World } from './service/service-definition.ts'
import { AccessTokens } from './state/access-tokens.ts'
import { accountOf, type Credentials } from './state/accounts.ts'
import { MovableClock } from './state/clock.ts'
import { Agenda } from './state/scheduler.ts'
import { UsagePlans } from './state/usage-plans.ts'

type Definition = (typeof services)[number]
type WithAccount = Extract<Definition, { readonly account: true }>
type CredentialsOf<One extends Definition> =
  ReturnType<One['open']> extends { readonly credentials: infer Own extends object } ? Own : never
/** The credentials of services that are not called with an access token, by the service's name. */
type OwnCredentials = {
  readonly [One in Definition as [CredentialsOf<One>] extends [never] ? never : One['name']]: CredentialsOf<One>
}

/** A local Amazon that runs. */
export interface Emulator extends AsyncDisposable {
  /** Scheme, host and port: the endpoint of every API, of the token endpoint and of the documents. */
  readonly url: string
  /** The same with https, where the option `https` asks for it. */
  readonly httpsUrl: string | undefined
  /** The certificate of `httpsUrl`, as PEM: a client that is given it as an authority trusts it. */
  readonly certificate: string | undefined
  /** Made-up credentials, one for each API; the same at every start, but for the private key of Amazon Pay. */
  readonly credentials: Readonly<Record<WithAccount['name'], Credentials>> & OwnCredentials
  /** The emulator's time, in milliseconds since 1970-01-01 UTC. */
  now(): number
  /**
   * Moves the emulator's clock forward and does what falls due by that, in the order of time: schedules create their
   * reports, reports are finished, notifications are sent.
   *
   * @returns When it returns, the clock is moved and everything is done; the promise resolves when every notification
   *   is delivered too. It never rejects.
   * @throws TypeError at once, for anything but a number of milliseconds, zero or more.
   */
  advance(milliseconds: number): Promise<void>
  /**
   * Sets up what stands before the next request.
   *
   * @throws TypeError that names the field which is wrong; then nothing has changed.
   */
  addFixtures(fixtures: Fixtures): void
  /** Ends every connection and frees the port. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts a local Amazon: Login with Amazon, the report APIs and the document store, behind one port.
 *
 * @throws TypeError for an option that is wrong; it names the option.
 * @throws Error when it cannot listen at the port, or a package is missing that an option needs; it names the package.
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startServices(services, options)
}

/** The same with other services. */
export async function startServices(
  definitions: readonly ServiceDefinition[],
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const { port, host, httpsPort, durations, clock: base, documents, sqs, pay, onWarning } = readOptions(options)
  const accounts = definitions.filter(({ account }) => account).map(({ name }) => accountOf(name))
  const clock = new MovableClock(base)
  const world: World = {
    clock,
    agenda: new Agenda(clock),
    queues: sqs === undefined ? undefined : await openQueues(sqs),
    warn: onWarning,
    durations,
    documents: new DocumentStore(),
    accessTokens: new AccessTokens(),
    usagePlans: new UsagePlans(),
    accounts,
    pay,
  }
  const served = await Promise.all(definitions.map((definition) => open(definition, world)))
  const faults = new Faults()
  const operations = [...new Set(served.flatMap((one) => one.operations.map(({ id }) => id)))]
  const targets = { world, services: served.map(({ service }) => service), faults, operations }
  const addFixtures = (value: unknown): void => {
    world.agenda.catchUp()
    applyFixtures(targets, value)
    world.agenda.catchUp()
  }
  const advance = (milliseconds: number): Promise<void> => {
    world.clock.advance(amount(milliseconds, 'milliseconds', 'milliseconds'))
    world.agenda.catchUp()
    return world.agenda.settled()
  }
  if (documents !== undefined) addFixtures({ documents })
  const app = application(world, served, faults, { addFixtures, advance })
  const listening = await listen(app, { host, port })
  const secure = httpsPort === undefined ? undefined : await listenSecurely(app, { host, port: httpsPort }, listening)
  world.documents.listenAt(listening.url)
  const stop = async (): Promise<void> => {
    world.agenda.stop()
    world.queues?.close()
    await Promise.all([listening.close(), secure?.close()])
  }
  return {
    url: listening.url,
    httpsUrl: secure?.url,
    certificate: secure?.certificate,
    credentials: credentialsOf(accounts, served),
    now: () => world.clock.now(),
    advance,
    addFixtures,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** The same application with https. What listens already is closed when that fails. */
async function listenSecurely(app: Application, address: Address, plain: Listening) {
  try {
    const made = await makeCertificate(address.host)
    return { ...(await listen(app, address, made)), certificate: made.certificate }
  } catch (error) {
    await plain.close()
    throw error
  }
}

async function open(definition: ServiceDefinition, world: World): Promise<Served> {
  const loaded = await Promise.all(
    definition.apis.map(async (api): Promise<[string, Contract]> => [api, await loadContract(api)]),
  )
  const service = definition.open(world, Object.fromEntries(loaded))
  const operations = loaded.flatMap(([, contract]) => contract.operations)
  checkHandlers(definition.name, service, operations)
  const account = definition.account || service.credentials !== undefined
  return { name: definition.name, service, operations, account, route: definition.route }
}

/** A specification and the service that serves it must agree on the operations. */
function checkHandlers(name: string, { handlers }: Service, operations: Served['operations']): void {
  const missing = operations.filter(({ id }) => !(id in handlers)).map(({ id }) => id)
  const unknown = Object.keys(handlers).filter((handler) => operations.every(({ id }) => id !== handler))
  if (missing.length > 0) throw new TypeError(`The service ${name} does not handle ${missing.join(', ')}`)
  if (unknown.length > 0)
    throw new TypeError(`The service ${name} handles ${unknown.join(', ')}, which is not specified`)
}

function credentialsOf(accounts: World['accounts'], served: readonly Served[]): Emulator['credentials'] {
  const sellers = accounts.map(({ service, ...rest }) => [service, rest] as const)
  const others = served.flatMap(({ name, service: { credentials } }) => (credentials ? [[name, credentials]] : []))
  return Object.fromEntries([...sellers, ...others]) as Emulator['credentials']
}
