import { dirname, resolve } from 'node:path'
import { openConfigFile, writeSecretFile } from '../../account/config-file.ts'
import { configPath } from '../../account/folders.ts'
import { probeAccount } from '../../account/probe-account.ts'
import { openSession } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type { initDefinition } from '../../definitions/setup.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { type Questions, questions } from './questions.ts'
import { type ApiName, accountName, checkRegion, regionsOf, type TargetAccount } from './target-account.ts'

type Options = Parameters<Action<typeof initDefinition>>[0]['options']

/** `reportline init` */
export const init: Action<typeof initDefinition> = async ({ options }, context) => {
  const { terminal, signal } = context
  const { env } = terminal
  const path = configPath(env)
  const file = await openConfigFile(path, options.profile ?? (env.REPORTLINE_PROFILE || undefined))
  const ask = questions(terminal, signal)
  const api = await chooseApi(options, context, ask)
  const region = await chooseRegion(api, options, context, ask)
  const account = options.account ?? accountName(api, region)
  const profile = file.profileName
  const target: TargetAccount = { profile, account, fields: file.fields(account), folder: dirname(path), terminal }
  const answers = api === 'pay' ? await payAnswers(options, target, ask) : await loginAnswers(options, target, ask)
  const references = await storeSecrets(path, target, answers.secrets)
  const { clientId, clientSecret, ...own } = { ...answers.values, ...references }
  await file.write(account, {
    profile: {
      ...(clientId === undefined ? {} : { clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    account: {
      ...(api === 'selling-partner' ? {} : { api }),
      region,
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      ...own,
    },
  })
  if (!options.quiet) terminal.stderr.write(`Wrote the account ${account} of the profile ${profile} to ${path}\n`)
  await tryAccount(target, context)
  const result = { profile, account, api, region, config: path }
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : `Amazon accepts the account ${account}. Get a report: reportline run TYPE --profile ${profile}\n`,
  )
  return exitCodes.done
}

async function chooseApi({ api }: Options, { terminal }: CommandContext, ask: Questions): Promise<ApiName> {
  if (api !== undefined) return api as ApiName
  if (terminal.stdin.isTTY !== true) return 'selling-partner'
  return (await ask.choose('Which API?', ['selling-partner', 'business', 'pay'], '--api')) as ApiName
}

async function chooseRegion(
  api: ApiName,
  { region }: Options,
  { terminal: { env } }: CommandContext,
  ask: Questions,
): Promise<string> {
  const chosen = region ?? (env.REPORTLINE_REGION || undefined)
  return checkRegion(api, chosen ?? (await ask.choose('Which region?', regionsOf(api), '--region')))
}

interface Answers {
  /** Values and references for the configuration. */
  readonly values: Readonly<Record<string, string>>
  /** Secrets to write to files. */
  readonly secrets: Readonly<Record<string, string>>
}

async function loginAnswers(
  options: Options,
  { fields, terminal: { env } }: TargetAccount,
  ask: Questions,
): Promise<Answers> {
  const values: Record<string, string> = {}
  const secrets: Record<string, string> = {}
  if (options['client-id'] !== undefined) values.clientId = options['client-id']
  else if (fields.clientId === undefined) {
    values.clientId = env.LWA_CLIENT_ID
      ? 'env:LWA_CLIENT_ID'
      : await ask.text('Client id, such as amzn1.application-oa2-client.…', '--client-id')
  }
  for (const [field, variable, message] of [
    ['clientSecret', 'LWA_CLIENT_SECRET', 'Client secret'],
    ['refreshToken', 'LWA_REFRESH_TOKEN', 'Refresh token. To get one in the browser: reportline login'],
  ] as const) {
    if (fields[field] !== undefined) continue
    if (env[variable]) values[field] = `env:${variable}`
    else secrets[field] = await ask.secret(message, variable)
  }
  return { values, secrets }
}

async function payAnswers(options: Options, { fields, terminal }: TargetAccount, ask: Questions): Promise<Answers> {
  const { env, cwd } = terminal
  const values: Record<string, string> = {}
  if (options['public-key-id'] !== undefined) values.publicKeyId = options['public-key-id']
  else if (fields.publicKeyId === undefined) {
    values.publicKeyId = env.AMAZON_PAY_PUBLIC_KEY_ID
      ? 'env:AMAZON_PAY_PUBLIC_KEY_ID'
      : await ask.text('Public key id, such as LIVE-…', '--public-key-id')
  }
  const publicKeyId = values.publicKeyId === undefined ? String(fields.publicKeyId) : values.publicKeyId
  const shownId = publicKeyId.startsWith('env:') ? (env[publicKeyId.slice('env:'.length)] ?? '') : publicKeyId
  if (options.environment !== undefined) values.environment = options.environment
  else if (fields.environment === undefined && !/^(live|sandbox)/i.test(shownId)) {
    values.environment = await ask.choose('Which environment?', ['live', 'sandbox'], '--environment')
  }
  if (fields.privateKey === undefined) {
    values.privateKey = env.AMAZON_PAY_PRIVATE_KEY
      ? 'env:AMAZON_PAY_PRIVATE_KEY'
      : `file:${resolve(cwd, await ask.text('File of the private key (PEM)', 'AMAZON_PAY_PRIVATE_KEY'))}`
  }
  return { values, secrets: {} }
}

const fileNames: Readonly<Record<string, string>> = { clientSecret: 'client-secret', refreshToken: 'refresh-token' }

async function storeSecrets(
  path: string,
  { profile, account }: TargetAccount,
  secrets: Answers['secrets'],
): Promise<Record<string, string>> {
  const references: Record<string, string> = {}
  for (const [field, secret] of Object.entries(secrets)) {
    const owner = field === 'clientSecret' ? profile : `${profile}-${account}`
    references[field] = await writeSecretFile(path, `${owner}.${fileNames[field]}`, secret)
  }
  return references
}

/** @throws the error of the call, if Amazon does not accept the account. */
async function tryAccount({ profile, account }: TargetAccount, { terminal, signal }: CommandContext): Promise<void> {
  const none = { region: undefined, endpoint: undefined, ledger: undefined, emulator: false, sandbox: false }
  await using session = await openSession({ ...none, profile, account }, { terminal })
  const connected = session.accounts[account]
  if (connected === undefined) throw new UsageError(`The profile ${profile} has no account ${account}.`)
  await probeAccount(connected, { signal })
}
