import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SchedulePlan as PaySchedulePlan } from '@reportline/reports/pay'
import type { SchedulePlan as SellingPartnerSchedulePlan } from '@reportline/reports/selling-partner'
import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** A schedule in the file. The names are the same for both APIs. */
export interface FileSchedule {
  readonly reportType: string
  readonly period: string
  /** Only for the Selling Partner API. Those of several regions result in a schedule per region. */
  readonly marketplaces?: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>>
  readonly nextReportCreationTime?: string
  /** The account, if several can have it. */
  readonly account?: string
}

/** The plan of one account. */
export interface AccountPlan {
  readonly account: string
  readonly plan: SellingPartnerSchedulePlan | PaySchedulePlan
}

/** A file of schedules, or a saved plan. */
export type ScheduleFile =
  | { readonly kind: 'schedules'; readonly schedules: readonly FileSchedule[] }
  | { readonly kind: 'plan'; readonly plans: readonly AccountPlan[] }

/** The fields of a schedule in the file, and whether they are required. */
const fields = ['reportType', 'period', 'marketplaces', 'reportOptions', 'nextReportCreationTime', 'account']

/**
 * Reads a YAML file of schedules, or a plan that was saved as JSON.
 *
 * @throws UsageError that names the schedule and the field.
 */
export async function readScheduleFile(path: string, { cwd }: Pick<Terminal, 'cwd'>): Promise<ScheduleFile> {
  const { parse } = await import('yaml')
  const text = await readFile(resolve(cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'ENOENT' ? `${path} does not exist.` : error.message, { cause: error })
  })
  try {
    return fileOf(parse(text))
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

function fileOf(value: unknown): ScheduleFile {
  const file = mapping(value, 'The file')
  if ('plans' in file) return { kind: 'plan', plans: list(file.plans, 'plans').map(planOf) }
  checkFields(file, ['schedules'], '')
  return { kind: 'schedules', schedules: list(file.schedules, 'schedules').map(scheduleOf) }
}

/** The plan itself is checked when it is applied. */
function planOf(value: unknown, index: number): AccountPlan {
  const { account, plan } = mapping(value, `plans[${index}]`)
  const at = `plans[${index}].plan`
  list(mapping(plan, at).entries, `${at}.entries`)
  return { account: text(account, `plans[${index}].account`), plan: plan as AccountPlan['plan'] }
}

function scheduleOf(value: unknown, index: number): FileSchedule {
  const at = `schedules[${index}]`
  const schedule = mapping(value, at)
  checkFields(schedule, fields, `${at}.`)
  for (const name of ['reportType', 'period']) text(schedule[name], `${at}.${name}`)
  for (const name of ['nextReportCreationTime', 'account']) {
    if (schedule[name] !== undefined) text(schedule[name], `${at}.${name}`)
  }
  if (schedule.marketplaces !== undefined) {
    for (const one of list(schedule.marketplaces, `${at}.marketplaces`)) text(one, `Each of ${at}.marketplaces`)
  }
  if (schedule.reportOptions !== undefined) {
    const options = mapping(schedule.reportOptions, `${at}.reportOptions`)
    for (const [name, option] of Object.entries(options)) text(option, `${at}.reportOptions.${name}`)
  }
  return schedule as unknown as FileSchedule
}

function mapping(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new UsageError(`${field} must be a mapping.`)
}

function list(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new UsageError(`${field} must be a list${value === undefined ? ', but is missing' : ''}.`)
}

function text(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value
  const how = value === undefined ? ', but is missing' : typeof value === 'object' ? '' : `. Quote it: "${value}"`
  throw new UsageError(`${field} must be a string${how}.`)
}

function checkFields(value: object, known: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new UsageError(`Unknown field ${at}${unknown}. Expected one of: ${known.join(', ')}.`)
}
