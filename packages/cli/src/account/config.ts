import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from '../errors/usage-error.ts'
import { checkPermissions } from './secret.ts'

/** One account of a profile. Secrets can be references, see `readSecret`. */
export type AccountConfig = LoginAccountConfig | PayAccountConfig

/** An account of the Selling Partner API or of Amazon Business. */
export interface LoginAccountConfig {
  readonly api: 'selling-partner' | 'business'
  readonly region: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly sandbox?: boolean
  readonly endpoint?: string
}

/** An account of Amazon Pay. */
export interface PayAccountConfig {
  readonly api: 'pay'
  readonly region: string
  readonly publicKeyId: string
  readonly privateKey: string
  readonly environment?: 'live' | 'sandbox'
  readonly endpoint?: string
}

/** A profile: several accounts of one user. */
export interface Profile {
  readonly name: string
  readonly accounts: Readonly<Record<string, AccountConfig>>
  /** For the User-Agent. */
  readonly application?: { readonly name: string; readonly version: string }
  /** The folder of relative paths in references. */
  readonly folder: string
}

const accountFields: Readonly<
  Record<AccountConfig['api'], { required: readonly string[]; optional: readonly string[] }>
> = {
  'selling-partner': {
    required: ['region', 'clientId', 'clientSecret', 'refreshToken'],
    optional: ['sandbox', 'endpoint'],
  },
  business: { required: ['region', 'clientId', 'clientSecret', 'refreshToken'], optional: ['sandbox', 'endpoint'] },
  pay: { required: ['region', 'publicKeyId', 'privateKey'], optional: ['environment', 'endpoint'] },
}

const apiNames = Object.keys(accountFields)
/** Fields that an account takes from its profile if it has none of its own. */
const inherited = ['clientId', 'clientSecret', 'region', 'sandbox', 'endpoint']

/**
 * Reads a profile of the configuration file.
 *
 * @param path The path of the file.
 * @param name The profile. Defaults to `defaultProfile` of the file, or its only profile.
 * @returns Undefined if the file does not exist and no profile was named.
 * @throws UsageError that names the field, or the permissions of the file.
 */
export async function readProfile(path: string, name: string | undefined): Promise<Profile | undefined> {
  const text = await readConfigText(path)
  if (text === undefined) {
    if (name === undefined) return undefined
    throw new UsageError(`There is no profile ${name}, because ${path} does not exist. Create it: reportline init`)
  }
  const config = await parseConfig(text, path)
  const profiles = mapping(config.profiles, 'profiles')
  const chosen = name ?? defaultProfile(config, profiles, path)
  if (!Object.hasOwn(profiles, chosen)) {
    throw new UsageError(`There is no profile ${chosen} in ${path}. It contains: ${Object.keys(profiles).join(', ')}.`)
  }
  return readProfileFields(chosen, mapping(profiles[chosen], `profiles.${chosen}`), dirname(path))
}

async function readConfigText(path: string): Promise<string | undefined> {
  try {
    await checkPermissions(path)
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function parseConfig(text: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  const { parse } = await import('yaml')
  try {
    const config = mapping(parse(text), 'The file')
    checkFields(config, ['defaultProfile', 'profiles'], '')
    return config
  } catch (error) {
    // The message of a YAML error quotes the file, which may contain secrets. Its first line does not.
    const [reason] = error instanceof Error ? error.message.split('\n') : ['']
    throw new UsageError(`${path} is not a valid configuration: ${reason}`)
  }
}

function defaultProfile(config: Readonly<Record<string, unknown>>, profiles: object, path: string): string {
  if (typeof config.defaultProfile === 'string') return config.defaultProfile
  const names = Object.keys(profiles)
  const [only] = names
  if (only !== undefined && names.length === 1) return only
  if (names.includes('default')) return 'default'
  throw new UsageError(`${path} has several profiles. Choose one with --profile: ${names.join(', ')}.`)
}

function readProfileFields(name: string, fields: Readonly<Record<string, unknown>>, folder: string): Profile {
  const field = `profiles.${name}`
  checkFields(fields, ['accounts', 'application', 'applicationId', ...inherited], field)
  const accounts = mapping(fields.accounts, `${field}.accounts`)
  if (Object.keys(accounts).length === 0) throw new UsageError(`${field}.accounts must contain an account.`)
  const defaults = Object.fromEntries(inherited.filter((key) => key in fields).map((key) => [key, fields[key]]))
  const entries = Object.entries(accounts).map(([account, settings]) => {
    const at = `${field}.accounts.${account}`
    return [account, readAccount(mapping(settings, at), defaults, at)] as const
  })
  const application = readApplication(fields.application, `${field}.application`)
  return { name, accounts: Object.fromEntries(entries), folder, ...(application && { application }) }
}

function readAccount(
  own: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
  field: string,
): AccountConfig {
  const api = own.api ?? 'selling-partner'
  if (typeof api !== 'string' || !isApi(api)) {
    throw new UsageError(`${field}.api must be one of: ${apiNames.join(', ')}.`)
  }
  const { required, optional } = accountFields[api]
  checkFields(own, ['api', ...required, ...optional], field)
  const known = Object.fromEntries(Object.entries(defaults).filter(([key]) => [...required, ...optional].includes(key)))
  const settings: Readonly<Record<string, unknown>> = { ...known, ...own, api }
  for (const key of required) checkText(settings[key], `${field}.${key}`)
  if (settings.endpoint !== undefined) checkText(settings.endpoint, `${field}.endpoint`)
  if (settings.sandbox !== undefined && typeof settings.sandbox !== 'boolean') {
    throw new UsageError(`${field}.sandbox must be true or false.`)
  }
  const { environment } = settings
  if (environment !== undefined && environment !== 'live' && environment !== 'sandbox') {
    throw new UsageError(`${field}.environment must be live or sandbox.`)
  }
  return settings as unknown as AccountConfig
}

function isApi(api: string): api is AccountConfig['api'] {
  return Object.hasOwn(accountFields, api)
}

function readApplication(value: unknown, field: string): Profile['application'] {
  if (value === undefined) return undefined
  const { name, version, ...others } = mapping(value, field)
  checkFields(others, [], field)
  return { name: checkText(name, `${field}.name`), version: checkText(version, `${field}.version`) }
}

function mapping(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new UsageError(`${field} must be a mapping.`)
}

function checkText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(`${field} must be a string${value === undefined ? ', but is missing' : ''}.`)
}

function checkFields(fields: object, known: readonly string[], at: string): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key))
  if (unknown === undefined) return
  const field = at === '' ? unknown : `${at}.${unknown}`
  throw new UsageError(`Unknown field ${field}. Expected one of: ${known.join(', ')}.`)
}
