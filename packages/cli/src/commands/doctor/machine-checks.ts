import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { checkPermissions } from '../../account/secret.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { type Check, failedCheck } from './check.ts'

/** The oldest version of Node that the command supports. */
const oldestNode: readonly [number, number] = [22, 13]

/** Checks the version of Node, such as `v24.1.0`. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
  const name = 'Node'
  if (!isOld) return { name, status: 'ok', message: version }
  return { name, status: 'problem', message: version, suggestion: `Install Node ${oldestNode.join('.')} or newer.` }
}

/** Differences that proxies and slow responses explain. Milliseconds. */
const smallSkew = 60_000
const largeSkew = 5 * 60_000

/** Compares the clock of this machine with Amazon's. Times are milliseconds since 1970. */
export function checkClock(serverTime: number, now: number): Check {
  const skew = Math.abs(now - serverTime)
  const seconds = Math.round(skew / 1000)
  const name = 'clock'
  if (skew < smallSkew) return { name, status: 'ok', message: `differs from Amazon’s by ${seconds} s` }
  return {
    name,
    status: skew < largeSkew ? 'warning' : 'problem',
    message: `is ${seconds} s ${now < serverTime ? 'behind' : 'ahead of'} Amazon’s`,
    suggestion: 'Set the time of this machine, for example with NTP. Tokens and signatures depend on it.',
  }
}

/** Checks who can read a file with secrets, or the ledger. */
export async function checkFile(name: string, path: string): Promise<Check> {
  if (!existsSync(path)) return { name, status: 'ok', message: `${path} does not exist yet` }
  try {
    await checkPermissions(path)
    return { name, status: 'ok', message: path }
  } catch (error) {
    if (error instanceof UsageError) return failedCheck(name, error)
    return failedCheck(name, error, `Check the folder and its permissions: ${dirname(path)}`)
  }
}

const mebibyte = 1024 ** 2

/** Checks the free space of the disk on which a folder is. A folder that does not exist yet has that of its parent. */
export async function checkDisk(name: string, folder: string): Promise<Check> {
  if (!existsSync(folder) && dirname(folder) !== folder) return await checkDisk(name, dirname(folder))
  try {
    const { bavail, bsize } = await statfs(folder)
    return freeSpaceCheck(name, folder, bavail * bsize)
  } catch (error) {
    return failedCheck(name, error)
  }
}

/** Judges the free space of a disk. Bytes. */
export function freeSpaceCheck(name: string, folder: string, free: number): Check {
  const message = `${Math.floor(free / mebibyte).toLocaleString('en-US')} MiB free in ${folder}`
  if (free >= 1024 * mebibyte) return { name, status: 'ok', message }
  const suggestion = 'Free some space: documents are written to a temporary file first.'
  return { name, status: free < 100 * mebibyte ? 'problem' : 'warning', message, suggestion }
}

const day = 24 * 60 * 60_000
/** How long a client secret of the Selling Partner API is valid. Days. */
const secretLifetime = 180

/** Checks how old the file of a client secret is. Amazon requires a new secret every 180 days. */
export async function checkSecretAge(account: string, path: string, now: number): Promise<Check> {
  const { mtimeMs } = await stat(path)
  const days = Math.floor((now - mtimeMs) / day)
  const check = { name: 'client secret', account, message: `written ${days} days ago` }
  if (days < secretLifetime - 30) return { ...check, status: 'ok' }
  const suggestion = `A client secret expires after ${secretLifetime} days. Rotate it in the developer console, and write the new one to ${path}`
  return { ...check, status: 'warning', suggestion }
}
