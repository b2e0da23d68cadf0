import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { businessMarketplaces, findMarketplace } from '@reportline/report-types'
import { openConfigFile, writeSecretFile } from '../../account/config-file.ts'
import { configPath } from '../../account/folders.ts'
import { readSecret } from '../../account/secret.ts'
import type { Action } from '../../context.ts'
import type { loginDefinition } from '../../definitions/setup.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { type ConsentRequest, codeParameters, consentUrl } from './consent-url.ts'
import { openRedirectReceiver } from './redirect-receiver.ts'
import { accountName, checkRegion, credentialSettings, type TargetAccount } from './target-account.ts'

/** How long the command waits for the consent. Milliseconds. */
const maxWait = 15 * 60_000

/** `reportline login` */
export const login: Action<typeof loginDefinition> = async ({ options }, { terminal, signal }) => {
  const path = configPath(terminal.env)
  const file = await openConfigFile(path, options.profile ?? (terminal.env.REPORTLINE_PROFILE || undefined))
  const api = (options.api ?? 'selling-partner') as ConsentRequest['api']
  const marketplace = options.marketplace?.toUpperCase()
  const region = checkRegion(api, options.region ?? regionOf(api, marketplace))
  const account = options.account ?? accountName(api, region)
  const fields = file.fields(account)
  const target: TargetAccount = { profile: file.profileName, account, fields, folder: dirname(path), terminal }
  const settings = credentialSettings(target)
  const applicationId = options['application-id'] ?? textOf(target.fields.applicationId)
  if (applicationId === undefined) {
    throw new UsageError(
      'Pass the id of your application with --application-id. Seller Central shows it under Develop Apps, Amazon Business in the Solution Provider Portal.',
    )
  }
  const state = randomBytes(32).toString('base64url')
  const redirectUri = options['redirect-uri'] ?? 'http://localhost:8400/'
  await using receiver = await openRedirectReceiver(
    { redirectUri, state, codeParameter: codeParameters[api] },
    terminal,
  )
  const url = consentUrl({
    ...{ api, region, marketplace, applicationId, state },
    redirectUri: receiver.redirectUri,
    draft: options.draft,
    endpoint: options.endpoint,
  })
  const opened = !options['no-browser'] && terminal.stderr.isTTY && openBrowser(url, terminal)
  terminal.stderr.write(`${opened ? 'If no browser opens, open' : 'Open'} this page in a browser:\n\n${url}\n\n`)
  const paste = 'paste the URL that the browser shows after the consent, and press Enter'
  terminal.stderr.write(receiver.listens ? `If the browser is on another machine, ${paste}.\n` : `Then ${paste}.\n`)
  const code = await receiver.code(AbortSignal.any([signal, AbortSignal.timeout(maxWait)]))
  const refreshToken = await exchange(code, receiver.redirectUri, { target, settings, endpoint: options.endpoint })
  const reference = await writeSecretFile(path, `${file.profileName}-${account}.refresh-token`, refreshToken)
  await file.write(account, {
    profile: { ...settings, applicationId },
    account: { ...(api === 'business' ? { api } : {}), region, refreshToken: reference },
  })
  const result = { profile: file.profileName, account, api, region, config: path, refreshToken: reference }
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : `Authorized. The refresh token of account ${account} is stored; try it with: reportline doctor --profile ${file.profileName}\n`,
  )
  return exitCodes.done
}

function regionOf(api: ConsentRequest['api'], marketplace: string | undefined): string | undefined {
  if (marketplace === undefined) return undefined
  const found = api === 'business' ? findMarketplace(marketplace, businessMarketplaces) : findMarketplace(marketplace)
  if (found === undefined)
    throw new UsageError(`Unknown marketplace ${JSON.stringify(marketplace)}. Use a country code, such as DE.`)
  return found.region
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

interface ExchangeOptions {
  readonly target: TargetAccount
  readonly settings: Readonly<Record<string, string>>
  readonly endpoint: string | undefined
}

async function exchange(
  code: string,
  redirectUri: string,
  { target, settings, endpoint }: ExchangeOptions,
): Promise<string> {
  const { requestToken } = await import('@reportline/auth')
  const scope = { env: target.terminal.env, folder: target.folder }
  const secret = (field: string) =>
    readSecret(textOf(settings[field] ?? target.fields[field]) ?? '', `profiles.${target.profile}.${field}`, scope)
  const credentials = { clientId: await secret('clientId'), clientSecret: await secret('clientSecret') }
  const options = endpoint === undefined ? {} : { endpoint: new URL('/auth/o2/token', endpoint).href }
  const { refreshToken } = await requestToken(
    { grantType: 'authorization_code', code, redirectUri },
    credentials,
    options,
  )
  if (refreshToken === undefined) throw new Error('Login with Amazon returned no refresh token.')
  return refreshToken
}

/** Opens a page in the browser of the user. Returns whether there is one to try. */
function openBrowser(url: string, { env }: Terminal): boolean {
  if (env.SSH_CONNECTION) return false
  const [command, args] = browserCommand(url)
  const child = spawn(command, args, { detached: true, stdio: 'ignore' })
  // Without a browser, the user opens the URL that is printed.
  child.on('error', () => {})
  child.unref()
  return true
}

function browserCommand(url: string): [string, string[]] {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
}
