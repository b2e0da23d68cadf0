import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Ledger, Reportline } from '@reportline/reports'
import { type BucketStore, type Clock, type RequestEvent, systemClock } from '@reportline/request'
import { UsageError } from '../errors/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import { type AccountConfig, type Profile, readProfile } from './config.ts'
import { connectAccount } from './connect-account.ts'
import type { ConnectedAccount, SessionEvent } from './connected-account.ts'
import { startEmulation } from './emulation.ts'
import { accountsFromEnvironment } from './environment.ts'
import { configPath, ledgerPath } from './folders.ts'
import { historyFolder, jobHistory } from './job-history.ts'

/** The values of `accountOptions`. */
export interface AccountValues {
  readonly profile: string | undefined
  readonly account: string | undefined
  readonly region: string | undefined
  readonly endpoint: string | undefined
  readonly emulator: boolean
  readonly sandbox: boolean
  readonly ledger: string | undefined
}

/** How accounts are opened. */
export interface SessionOptions {
  readonly terminal: Terminal
  /** The marketplaces of the request. They determine the region of credentials in the environment. */
  readonly marketplaces?: readonly string[] | undefined
  /** Called for each event of an API call. The events of jobs go to the `onEvent` of the engine's methods. */
  readonly onEvent?: ((event: SessionEvent) => void) | undefined
}

/** The accounts, the ledger and the engine of one command. */
export interface Session extends AsyncDisposable {
  /** By name, as in the configuration. */
  readonly accounts: Readonly<Record<string, ConnectedAccount>>
  readonly engine: Reportline
  readonly ledger: Ledger
  /** The clock of the accounts. That of an emulator moves forward instead of waiting. */
  readonly clock: Clock
}

/**
 * Opens the accounts of a command: those of the emulator, of the environment, or of the profile. A profile that is named
 * takes precedence over the environment.
 *
 * @throws UsageError if there are no credentials, or the configuration is invalid.
 */
export async function openSession(values: AccountValues, options: SessionOptions): Promise<Session> {
  const { reportline } = await import('@reportline/reports')
  const emulation = values.emulator ? await startEmulation() : undefined
  const store = await openStore(values, options.terminal).catch(async (error: unknown) => {
    await emulation?.stop()
    throw error
  })
  const close = async (): Promise<void> => {
    store.buckets?.close()
    await store.ledger.close()
    await emulation?.stop()
  }
  try {
    const { onEvent } = options
    const profile = emulation ?? (await chooseProfile(values, options))
    const connected = Object.entries(select(profile, values)).map(async ([name, config]) => {
      const shared = { profile, clock: emulation?.clock, buckets: store.buckets, onEvent: callEvents(onEvent) }
      return [name, await connectAccount(name, override(config, values), shared, options.terminal)] as const
    })
    const accounts = Object.fromEntries(await Promise.all(connected))
    const byName = Object.fromEntries(Object.entries(accounts).map(([name, { account }]) => [name, account]))
    const clock = emulation?.clock ?? systemClock
    const history = store.path === undefined ? undefined : jobHistory(historyFolder(store.path), clock)
    const engine = reportline({ ledger: store.ledger, accounts: byName, clock, onEvent: history?.record })
    return { accounts, engine, ledger: store.ledger, clock, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/** An account emits the events of its jobs too, which the engine's methods emit as well. */
function callEvents(onEvent: SessionOptions['onEvent']): SessionOptions['onEvent'] {
  return onEvent && ((event) => (callEventTypes.has(event.type) ? onEvent(event) : undefined))
}

const callEventTypes: ReadonlySet<string> = new Set<RequestEvent['type']>(['wait', 'request', 'response', 'retry'])

interface Store {
  readonly ledger: Ledger
  /** The file of the ledger. Undefined for memory. */
  readonly path?: string
  readonly buckets?: BucketStore & { close(): void }
}

/** The file of jobs and rate limits, or memory for an emulator that ends with the command. */
async function openStore({ emulator, ledger }: AccountValues, terminal: Terminal): Promise<Store> {
  if (emulator && ledger === undefined) {
    const { memoryLedger } = await import('@reportline/reports')
    return { ledger: memoryLedger() }
  }
  const path = chosenLedgerPath(ledger, terminal)
  const { fileBuckets } = await import('@reportline/request/file-buckets')
  return { ledger: await openLedger(path), path, buckets: fileBuckets({ path }) }
}

/** The path of the ledger file: `--ledger`, or the default. */
export function chosenLedgerPath(ledger: string | undefined, { env, cwd }: Pick<Terminal, 'env' | 'cwd'>): string {
  return ledger === undefined ? ledgerPath(env) : resolve(cwd, ledger)
}

/**
 * Opens a ledger file. Creates it with its folder if it does not exist.
 *
 * @throws LedgerError if it cannot be used.
 */
export async function openLedger(path: string): Promise<Ledger> {
  const { fileLedger } = await import('@reportline/reports/file-ledger')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return fileLedger({ path })
}

/**
 * Chooses the profile of a command: the one that is named, the environment, or the default one.
 *
 * @throws UsageError if there is none, or the configuration is invalid.
 */
export async function chooseProfile(
  values: AccountValues,
  { terminal, marketplaces }: SessionOptions,
): Promise<Profile> {
  const { env, cwd } = terminal
  const fromEnvironment = accountsFromEnvironment(env, { region: values.region, marketplaces })
  if (values.profile === undefined && fromEnvironment !== undefined) {
    return { name: 'environment', accounts: fromEnvironment, folder: cwd }
  }
  const path = configPath(env)
  const profile = await readProfile(path, values.profile ?? (env.REPORTLINE_PROFILE || undefined))
  if (profile !== undefined) return profile
  throw new UsageError(
    `There are no credentials. Set LWA_CLIENT_ID, LWA_CLIENT_SECRET and LWA_REFRESH_TOKEN, or create ${path} with: ` +
      'reportline init\nTo try the command without an account, add --emulator.',
  )
}

function select({ name, accounts }: Profile, { account }: AccountValues): Readonly<Record<string, AccountConfig>> {
  if (account === undefined) return accounts
  const chosen = Object.hasOwn(accounts, account) ? accounts[account] : undefined
  if (chosen === undefined) {
    throw new UsageError(`The profile ${name} has no account ${account}. It has: ${Object.keys(accounts).join(', ')}.`)
  }
  return { [account]: chosen }
}

/** Flags take precedence over the configuration. */
function override(config: AccountConfig, { endpoint, sandbox }: AccountValues): AccountConfig {
  const changed = endpoint === undefined ? config : { ...config, endpoint }
  if (!sandbox) return changed
  return changed.api === 'pay' ? { ...changed, environment: 'sandbox' } : { ...changed, sandbox: true }
}
