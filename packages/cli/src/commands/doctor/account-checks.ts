import { isAbsolute, join } from 'node:path'
import { reportTypes } from '@reportline/report-types'
import type { CallOptions } from '@reportline/request'
import type { NamedAccount } from '../../account/choose-accounts.ts'
import type { AccountConfig, Profile } from '../../account/config.ts'
import { probeAccount } from '../../account/probe-account.ts'
import { describeError } from '../../errors/describe-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { Check } from './check.ts'
import { checkReportTypes } from './ledger-checks.ts'
import { checkFile, checkSecretAge } from './machine-checks.ts'

/** Amazon's time, and when its response arrived. Milliseconds since 1970. */
export interface ServerTime {
  readonly server: number
  readonly local: number
}

/** What the calls of an account have shown. */
export interface AccountResult {
  readonly checks: readonly Check[]
  readonly serverTime?: ServerTime
}

/** Checks an account with calls that change nothing. */
export async function checkAccount(account: NamedAccount, call: CallOptions): Promise<AccountResult> {
  const about = { account: account.name }
  try {
    const { serverTime } = await probeAccount(account, call)
    const message = `${account.api}, region ${account.account.region}: the credentials and the role for reports are valid`
    const time = serverTime === undefined ? {} : { serverTime: { server: serverTime, local: Date.now() } }
    const checks: Check[] = [{ name: 'account', ...about, status: 'ok', message }]
    return { ...time, checks: [...checks, ...(await checkSchedules(account, call))] }
  } catch (error) {
    call.signal?.throwIfAborted()
    return { checks: [refusal(account, error)] }
  }
}

function refusal({ name, api, account }: NamedAccount, error: unknown): Check {
  const { message, suggestions, exitCode, requestId } = describeError(error)
  const refused = exitCode === exitCodes.refused
  const [suggestion = refused ? 'Check the credentials, the region and the roles of the application.' : undefined] =
    suggestions.filter((text) => !text.includes('reportline doctor'))
  const id = requestId === undefined ? '' : ` (request id ${requestId})`
  return {
    name: 'account',
    account: name,
    status: 'problem',
    message: `${api}, region ${account.region}: ${message}${id}`,
    ...(suggestion === undefined ? {} : { suggestion }),
    refused,
  }
}

/** Looks for schedules of report types that Amazon removes. Lists ten types per call. */
async function checkSchedules({ name, api, account }: NamedAccount, call: CallOptions): Promise<Check[]> {
  if (api !== 'selling-partner') return []
  const removed = reportTypes().filter((facts) => facts.api === api && facts.removed !== undefined && facts.schedulable)
  // One call at least, because it proves the right to read schedules.
  const types = removed.map(({ reportType }) => reportType)
  if (types.length === 0) types.push('GET_MERCHANT_LISTINGS_ALL_DATA')
  try {
    const found = await account.schedules.list(types, call)
    const scheduled = new Set(found.map(({ reportType }) => reportType))
    const ok: Check = { name: 'schedules', account: name, status: 'ok', message: 'can be listed' }
    return [ok, ...checkReportTypes(scheduled, 'has a schedule', name)]
  } catch (error) {
    call.signal?.throwIfAborted()
    return [{ ...refusal({ name, api, account }, error), name: 'schedules' }]
  }
}

const secretFields = ['clientId', 'clientSecret', 'refreshToken', 'publicKeyId', 'privateKey'] as const

/** Checks the files to which the references of a profile point. */
export async function checkSecretFiles({ accounts, folder }: Profile, now: number): Promise<Check[]> {
  const checks = Object.entries(accounts).map(async ([account, config]) => {
    const files = secretFields.flatMap((field) => secretFile(field, config, folder))
    return await Promise.all(
      files.map(async ({ field, path }) => {
        const file = { ...(await checkFile(field, path)), account }
        if (file.status !== 'ok' || field !== 'clientSecret') return file
        return await checkSecretAge(account, path, now).catch(() => file)
      }),
    )
  })
  return (await Promise.all(checks)).flat()
}

function secretFile(field: string, config: AccountConfig, folder: string): { field: string; path: string }[] {
  const value: unknown = { ...config }[field as keyof AccountConfig]
  const [, path] = typeof value === 'string' ? (/^file:(.*)$/s.exec(value) ?? []) : []
  if (path === undefined || path.startsWith('~')) return []
  return [{ field, path: isAbsolute(path) ? path : join(folder, path) }]
}
