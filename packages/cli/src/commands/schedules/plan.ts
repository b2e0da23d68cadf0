import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  formatSchedulePlan as formatPayPlan,
  type ScheduleDeclaration as PayDeclaration,
  type SchedulePlan as PaySchedulePlan,
  scheduleFrequencies,
} from '@reportline/reports/pay'
import {
  formatSchedulePlan,
  type ScheduleDeclaration,
  type SchedulePlan as SellingPartnerSchedulePlan,
  schedulePeriods,
} from '@reportline/reports/selling-partner'
import { accountsForTypes } from '../../account/choose-accounts.ts'
import { openSession, type Session } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type { schedulesApplyDefinition, schedulesPlanDefinition } from '../../definitions/schedules.ts'
import { type DescribedError, describeError } from '../../errors/describe-error.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { combinedExitCode, type ExitCode, exitCodes } from '../../exit-codes.ts'
import { confirm } from '../../output/confirm.ts'
import { type Progress, startProgress } from '../../output/progress.ts'
import { type ScheduleAccount, scheduleSession } from './schedule-accounts.ts'
import { type AccountPlan, type FileSchedule, readScheduleFile, type ScheduleFile } from './schedule-file.ts'

/** `reportline schedules plan` */
export const planSchedules: Action<typeof schedulesPlanDefinition> = async (
  { arguments: [path = ''], options },
  context,
) => {
  const { terminal } = context
  const file = await readScheduleFile(path, terminal)
  if (file.kind === 'plan')
    throw new UsageError(`${path} is a plan already. Apply it: reportline schedules apply ${path}`)
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: marketplacesOf(file), onEvent })
  const plans = await planFile(file, session, { prune: options.prune, ...context })
  progress.stop()
  const json = `${JSON.stringify({ plans }, undefined, 2)}\n`
  if (options.output !== undefined) {
    await writeFile(resolve(terminal.cwd, options.output), json)
    progress.note(`Saved the plan. To apply it: reportline schedules apply ${options.output}`)
  }
  await terminal.stdout.write(options.json ? json : formatPlans(plans))
  return exitCodes.done
}

/** `reportline schedules apply` */
export const applySchedules: Action<typeof schedulesApplyDefinition> = async (
  { arguments: [path = ''], options },
  context,
) => {
  const { terminal, signal } = context
  const file = await readScheduleFile(path, terminal)
  if (file.kind === 'plan' && options.prune) {
    throw new UsageError('--prune is part of a saved plan. Plan again to change it.')
  }
  const asks = terminal.stdin.isTTY === true && terminal.stderr.isTTY
  if (!options.yes && !asks) throw new UsageError('There is no terminal to ask on. Add --yes to apply the changes.')
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: marketplacesOf(file), onEvent })
  const plans = file.kind === 'plan' ? file.plans : await planFile(file, session, { prune: options.prune, ...context })
  progress.stop()
  const changes = plans.flatMap(({ plan }) => plan.entries as readonly { readonly action: string }[])
  const count = changes.filter(({ action }) => action !== 'keep').length
  const isAsked = !options.yes && count > 0
  // Nobody should be asked about a plan that --quiet hides.
  if (isAsked) terminal.stderr.write(formatPlans(plans))
  else progress.note(formatPlans(plans).trimEnd())
  if (isAsked && !(await confirm(`Apply ${count} changes?`, terminal, signal))) {
    progress.note('Nothing was changed.')
    return exitCodes.noData
  }
  return await applyAll(plans, session, { progress, context, json: options.json })
}

interface ApplyOptions {
  readonly progress: Progress
  readonly context: CommandContext
  readonly json: boolean
}

interface AccountResult {
  readonly account: string
  readonly applied: readonly object[]
  readonly error?: Omit<DescribedError, 'exitCode' | 'stack'>
}

/** Applies the plans of all accounts. An error of one does not stop the others. */
async function applyAll(
  plans: readonly AccountPlan[],
  session: Session,
  { progress, context: { terminal, signal }, json }: ApplyOptions,
): Promise<ExitCode> {
  const results: AccountResult[] = []
  const codes: ExitCode[] = []
  for (const { account, plan } of plans) {
    try {
      const applied = await applyPlan(accountNamed(account, session), plan, signal)
      results.push({ account, applied })
      codes.push(exitCodes.done)
      for (const { action, reportType, reportScheduleId } of json ? [] : applied) {
        await terminal.stdout.write(`${action.padEnd(8)} ${reportType} ${reportScheduleId} ${account}\n`)
      }
    } catch (thrown) {
      signal.throwIfAborted()
      if (plans.length === 1) throw thrown
      const { exitCode, stack: _stack, ...error } = describeError(thrown)
      progress.note(`${account}: ${[error.message, ...error.suggestions].join('\n')}`)
      results.push({ account, applied: [], error })
      codes.push(exitCode)
    }
  }
  progress.stop()
  if (json) await terminal.stdout.write(`${JSON.stringify({ results }, undefined, 2)}\n`)
  return combinedExitCode(codes)
}

async function applyPlan(account: ScheduleAccount, plan: AccountPlan['plan'], signal: AbortSignal) {
  // A plan of another API is rejected by `apply`.
  return account.api === 'pay'
    ? await account.account.schedules.apply(plan as PaySchedulePlan, { signal })
    : await account.account.schedules.apply(plan as SellingPartnerSchedulePlan, { signal })
}

function accountNamed(name: string, session: Session): ScheduleAccount {
  const { accounts } = scheduleSession(session)
  const account = Object.hasOwn(accounts, name) ? accounts[name] : undefined
  if (account !== undefined) return { name, ...account }
  throw new UsageError(
    `There is no account ${name} with schedules. The accounts are ${Object.keys(accounts).join(', ')}.`,
  )
}

type PlanFileOptions = CommandContext & { readonly prune: boolean }

/** Plans the schedules of a file for each account. */
async function planFile(
  { schedules }: Extract<ScheduleFile, { kind: 'schedules' }>,
  session: Session,
  { prune, signal }: PlanFileOptions,
): Promise<AccountPlan[]> {
  const byAccount = new Map<string, FileSchedule[]>()
  for (const [index, schedule] of schedules.entries()) {
    for (const [name, own] of splitByAccount(schedule, `schedules[${index}]`, session)) {
      byAccount.set(name, [...(byAccount.get(name) ?? []), own])
    }
  }
  const plans: AccountPlan[] = []
  for (const [name, own] of byAccount) {
    plans.push({ account: name, plan: await planAccount(accountNamed(name, session), own, { prune, signal }) })
  }
  return plans
}

/** A schedule with marketplaces of several regions becomes one per account. */
function splitByAccount(
  { account, ...schedule }: FileSchedule,
  at: string,
  session: Session,
): (readonly [string, FileSchedule])[] {
  const { accounts } = scheduleSession(session)
  const chosen = account === undefined ? accounts : { [account]: accountNamed(account, session) }
  const { marketplaces, reportType, period } = schedule
  const found = accountsForTypes({ accounts: chosen }, [reportType], marketplaces)
  const regions = new Set(found.map((scope) => scope.account.account.region))
  if (regions.size < found.length || (marketplaces === undefined && found.length > 1)) {
    const names = found.map((scope) => scope.account.name).join(', ')
    throw new UsageError(`${at} may belong to several accounts: ${names}. Add marketplaces or an account to it.`)
  }
  const periods: readonly string[] = found[0]?.account.api === 'pay' ? scheduleFrequencies : schedulePeriods
  if (!periods.includes(period)) throw new UsageError(`${at}.period must be one of: ${periods.join(', ')}.`)
  return found.map((scope) => {
    const own = scope.marketplaces === undefined ? {} : { marketplaces: scope.marketplaces }
    return [scope.account.name, { ...schedule, ...own }] as const
  })
}

async function planAccount(
  account: ScheduleAccount,
  schedules: readonly FileSchedule[],
  options: { readonly prune: boolean; readonly signal: AbortSignal },
): Promise<AccountPlan['plan']> {
  // The account checks the values.
  if (account.api === 'selling-partner') {
    return await account.account.schedules.plan(schedules as readonly ScheduleDeclaration[], options)
  }
  const declared = schedules.map(({ period, ...others }) => ({ ...others, scheduleFrequency: period }))
  return await account.account.schedules.plan(declared as readonly PayDeclaration[], options)
}

function formatPlans(plans: readonly AccountPlan[]): string {
  return plans.map(({ plan }) => (plan.api === 'pay' ? formatPayPlan(plan) : formatSchedulePlan(plan))).join('\n')
}

/** The marketplaces of a file, which determine the region of credentials in the environment. */
function marketplacesOf(file: ScheduleFile): string[] | undefined {
  if (file.kind === 'plan') return undefined
  const names = file.schedules.flatMap(({ marketplaces = [] }) => marketplaces)
  return names.length === 0 ? undefined : names
}
