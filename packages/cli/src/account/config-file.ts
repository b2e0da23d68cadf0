import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryPathFor } from '@reportline/documents/write-file'
import { isMap, parseDocument } from 'yaml'
import { UsageError } from '../errors/usage-error.ts'
import { checkPermissions } from './secret.ts'

/** The settings of an account and of its profile. */
export interface AccountSettings {
  /** Fields of the profile, such as `clientId`. */
  readonly profile: Readonly<Record<string, string>>
  /** Fields of the account, such as `refreshToken`. */
  readonly account: Readonly<Record<string, string>>
}

/** A configuration file that is changed and written again. Its comments and other profiles are kept. */
export interface ConfigFile {
  /** The profile that was chosen, that is the default one, or `default`. */
  readonly profileName: string
  /** The fields that a profile or an account of it has, without those of other accounts. */
  fields(account: string): Readonly<Record<string, unknown>>
  /** Adds fields, and writes the file. */
  write(account: string, settings: AccountSettings): Promise<void>
}

/**
 * Opens a configuration file to change it. It need not exist.
 *
 * @param path The path of the file.
 * @param profile The profile. Defaults to the default profile of the file.
 * @throws UsageError if the file is not a configuration, or other users can read it.
 */
export async function openConfigFile(path: string, profile: string | undefined): Promise<ConfigFile> {
  const document = parseDocument(await readText(path))
  const [error] = document.errors
  // The message quotes the file, which may contain secrets. Its first line does not.
  if (error !== undefined) {
    throw new UsageError(`${path} is not a valid configuration: ${error.message.split('\n')[0]}`)
  }
  if (document.contents !== null && !isMap(document.contents)) throw new UsageError(`${path} must be a mapping.`)
  const config = (document.toJS() ?? {}) as { defaultProfile?: unknown; profiles?: Record<string, unknown> }
  const names = Object.keys(config.profiles ?? {})
  const only = names.length === 1 ? names[0] : undefined
  const preset = typeof config.defaultProfile === 'string' ? config.defaultProfile : (only ?? 'default')
  const profileName = profile ?? preset
  return {
    profileName,
    fields(account) {
      const { accounts, ...shared } = asRecord(config.profiles?.[profileName])
      return { ...shared, ...asRecord(asRecord(accounts)[account]) }
    },
    async write(account, settings) {
      const at = ['profiles', profileName]
      for (const [name, value] of Object.entries(settings.profile)) document.setIn([...at, name], value)
      for (const [name, value] of Object.entries(settings.account)) {
        document.setIn([...at, 'accounts', account, name], value)
      }
      await writePrivateFile(path, document.toString())
    },
  }
}

async function readText(path: string): Promise<string> {
  try {
    await checkPermissions(path)
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Writes a secret next to the configuration. Returns the reference to it. */
export async function writeSecretFile(configPath: string, name: string, secret: string): Promise<string> {
  const file = name.replaceAll(/[^\w.-]+/g, '_')
  await writePrivateFile(join(dirname(configPath), file), `${secret}\n`)
  return `file:${file}`
}

/** Writes a file that only its owner can read, at once or not at all. */
async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporaryPath = temporaryPathFor(path)
  try {
    await writeFile(temporaryPath, text, { mode: 0o600, flag: 'wx' })
    await rename(temporaryPath, path)
  } catch (error) {
    await rm(temporaryPath, { force: true })
    throw error
  }
}
