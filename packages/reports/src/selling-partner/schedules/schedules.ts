import type { CallOptions, Clock } from '@reportline/request'
import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { Region } from '../marketplaces.ts'
import { type AppliedSchedule, applyPlan, cancelSchedule } from './apply-plan.ts'
import { listSchedules } from './list-schedules.ts'
import { planSchedules } from './plan-schedules.ts'
import { declarationsOf, refreshPlan } from './refresh-plan.ts'
import { checkDeclarations, type ScheduleDeclaration, type ScheduleWish } from './schedule-declaration.ts'
import type { SchedulePlan } from './schedule-plan.ts'

/** Options of each method of {@link Schedules}. */
export interface ScheduleCallOptions {
  /** Ends the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** When it has to be over. */
  readonly deadline?: Date
}

/** How schedules are planned. */
export interface PlanOptions extends ScheduleCallOptions {
  /** Cancel schedules of the declared types that are not declared. Default: they stay. */
  readonly prune?: boolean
}

/** How schedules are applied. */
export interface ApplyOptions extends PlanOptions {
  /** Called with the plan, and waited for, before anything is changed. What it throws ends the call. */
  readonly onPlan?: (plan: SchedulePlan) => Promise<void> | void
}

/** The report schedules of one seller in one region. */
export interface Schedules {
  /**
   * Compares declared schedules with those that there are. Only the report types that are declared are looked at, since
   * Amazon lists schedules by type. Changes nothing.
   *
   * @throws TypeError when a declaration is wrong: nothing was sent, except where a new schedule's
   * `nextReportCreationTime` has passed; RequestError or AuthError when a call failed.
   */
  plan(declared: readonly ScheduleDeclaration[], options?: PlanOptions): Promise<SchedulePlan>
  /**
   * Makes the schedules as declared, or does what a plan says. Doing it again changes nothing.
   *
   * @param declared Declarations, or a plan, whose own `prune` then counts.
   * @throws As `plan`; ScheduleError when a schedule cannot be made, or the plan is out of date.
   */
  apply(declared: readonly ScheduleDeclaration[] | SchedulePlan, options?: ApplyOptions): Promise<AppliedSchedule[]>
  /**
   * Lists the schedules of report types: there is no way to ask Amazon for those of all types.
   *
   * @throws TypeError without a type; RequestError or AuthError when a call failed.
   */
  list(reportTypes: readonly string[], options?: ScheduleCallOptions): Promise<ReportSchedule[]>
  /** Cancels a schedule. Its reports remain. */
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** What schedules need of an account. */
export interface ScheduleSurroundings {
  readonly region: Region
  readonly client: Pick<
    SellingPartnerReportsClient,
    'createReportSchedule' | 'getReportSchedules' | 'cancelReportSchedule'
  >
  readonly clock: Clock
}

/** One call: the account's surroundings, and what each request passes on. */
export interface ScheduleContext extends ScheduleSurroundings {
  readonly call: CallOptions
}

/** Makes the schedules of an account. */
export function schedulesOf(surroundings: ScheduleSurroundings): Schedules {
  const { region } = surroundings
  return {
    async plan(declared, options = {}) {
      const wishes = checkDeclarations(declared, region)
      return planned(wishes, options.prune === true, contextOf(surroundings, options))
    },
    async apply(declared, options = {}) {
      const context = contextOf(surroundings, options)
      const plan = isPlan(declared)
        ? await refreshed(declared, options, context)
        : await planned(checkDeclarations(declared, region), options.prune === true, context)
      await options.onPlan?.(plan)
      return applyPlan(plan, context)
    },
    async list(reportTypes, options = {}) {
      checkTypes(reportTypes)
      return listSchedules(reportTypes, contextOf(surroundings, options))
    },
    async cancel(reportScheduleId, options = {}) {
      if (typeof reportScheduleId !== 'string' || reportScheduleId === '') {
        throw new TypeError('reportScheduleId must be a string that is not empty')
      }
      await cancelSchedule(reportScheduleId, contextOf(surroundings, options), false)
    },
  }
}

function contextOf(surroundings: ScheduleSurroundings, { signal, deadline }: ScheduleCallOptions): ScheduleContext {
  const call = { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) }
  return { ...surroundings, call }
}

async function planned(
  wishes: readonly ScheduleWish[],
  prune: boolean,
  context: ScheduleContext,
): Promise<SchedulePlan> {
  const types = wishes.map(({ reportType }) => reportType)
  const actual = await listSchedules(types, context)
  return planSchedules({ region: context.region, wishes, actual, prune, now: context.clock.now() })
}

/** A plan comes from a file or a review: who read it has agreed to what it said. */
async function refreshed(plan: SchedulePlan, options: ApplyOptions, context: ScheduleContext): Promise<SchedulePlan> {
  if (plan.version !== 1) throw new TypeError(`the plan has version ${plan.version}; this release knows version 1`)
  if (plan.region !== context.region) {
    throw new TypeError(`the plan belongs to the region ${plan.region}: use an account of that region`)
  }
  if (options.prune !== undefined && options.prune !== plan.prune) {
    throw new TypeError('prune is part of the plan: plan again to change it')
  }
  return refreshPlan(plan, await planned(checkDeclarations(declarationsOf(plan), context.region), plan.prune, context))
}

function isPlan(declared: readonly ScheduleDeclaration[] | SchedulePlan): declared is SchedulePlan {
  return typeof declared === 'object' && declared !== null && 'entries' in declared && !Array.isArray(declared)
}

function checkTypes(reportTypes: readonly string[]): void {
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    throw new TypeError('reportTypes must be a list of report types with at least one')
  }
}
