import { exec } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../errors/usage-error.ts'

/** Where references in a configuration are resolved. */
export interface SecretScope {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of relative paths. */
  readonly folder: string
}

/**
 * Reads a secret of the configuration: `env:NAME`, `file:PATH`, `cmd:COMMAND`, or the value itself.
 *
 * @param field The name of the field for error messages, such as `profiles.shop.clientSecret`.
 * @throws UsageError that names the field, and never contains the secret.
 */
export async function readSecret(reference: string, field: string, scope: SecretScope): Promise<string> {
  const [, kind, target = ''] = /^(env|file|cmd):(.*)$/s.exec(reference) ?? []
  const value = kind === undefined ? reference : await resolve(kind, target, field, scope)
  if (value === '') throw new UsageError(`${field} is empty.`)
  return value
}

function resolve(kind: string, target: string, field: string, scope: SecretScope): Promise<string> | string {
  if (kind === 'env') return readVariable(target, field, scope)
  if (kind === 'file') return readSecretFile(target, field, scope)
  return runCommand(target, field, scope)
}

function readVariable(name: string, field: string, { env }: SecretScope): string {
  const value = env[name]
  if (value === undefined) throw new UsageError(`${field}: the environment variable ${name} is not set.`)
  return value
}

async function readSecretFile(path: string, field: string, { folder }: SecretScope): Promise<string> {
  const expanded = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
  const absolute = isAbsolute(expanded) ? expanded : join(folder, expanded)
  try {
    await checkPermissions(absolute)
    return (await readFile(absolute, 'utf8')).trim()
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${field}: ${error.message}`, { cause: error })
    throw new UsageError(`${field}: cannot read the file ${absolute}.`, { cause: error })
  }
}

/**
 * Refuses a file with secrets that other users of the machine can read. Windows has no such permissions.
 *
 * @throws UsageError with the command that fixes the permissions.
 */
export async function checkPermissions(path: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return
  const permissions = (mode & 0o777).toString(8).padStart(4, '0')
  throw new UsageError(
    `Other users can read ${path} (permissions ${permissions}). Run: chmod 600 ${JSON.stringify(path)}`,
  )
}

async function runCommand(command: string, field: string, { env, folder }: SecretScope): Promise<string> {
  try {
    const { stdout } = await promisify(exec)(command, { cwd: folder, env: { ...env }, timeout: 60_000 })
    return stdout.trim()
  } catch (error) {
    const { code } = error as { code?: number | string }
    // Neither the error nor its cause is passed on: they contain the output.
    throw new UsageError(
      `${field}: the command failed${code === undefined ? '' : ` with exit code ${code}`}: ${command}`,
    )
  }
}
