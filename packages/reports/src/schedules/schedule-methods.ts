import type { CallOptions } from '@reportline/request'
import { type Applied, applyPlan, cancelSchedule } from './apply-plan.ts'
import { planSchedules } from './plan-schedules.ts'
import { refreshPlan, specsOf } from './refresh-plan.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import type { PlannedSchedules } from './schedule-plan.ts'

/** Options of each method that has to do with schedules. */
export interface ScheduleCallOptions {
  /** Ends the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** When it has to be over. */
  readonly deadline?: Date
}

/** How schedules are planned. */
export interface PlanOptions extends ScheduleCallOptions {
  /** Cancel schedules that were looked at and are not declared. Default: they stay. */
  readonly prune?: boolean
}

/** How schedules are applied. */
export interface ApplyPlanOptions<Plan> extends PlanOptions {
  /** Called with the plan, and waited for, before anything is changed. What it throws ends the call. */
  readonly onPlan?: (plan: Plan) => Promise<void> | void
}

/** Plan, apply and cancel, in the words of one API. */
export interface ScheduleMethods<D, Plan, Done> {
  plan(declared: readonly D[], options?: PlanOptions): Promise<Plan>
  apply(declared: readonly D[] | Plan, options?: ApplyPlanOptions<Plan>): Promise<Done[]>
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** Makes the methods that every API with schedules has. */
export function scheduleMethods<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  api: ScheduleApi<D, W, S, O, A>,
): ScheduleMethods<D, O & PlannedSchedules<W, S>, Applied & A> {
  type Plan = O & PlannedSchedules<W, S>
  const planned = async (specs: readonly W[], prune: boolean, call: CallOptions): Promise<Plan> =>
    planSchedules({ specs, actual: await api.list(specs, call), prune }, api)

  /** A plan comes from a file or a review: who read it has agreed to what it said. */
  const refreshed = async (plan: Plan, { prune }: PlanOptions, call: CallOptions): Promise<Plan> => {
    checkPlan(plan, api.owner)
    if (prune !== undefined && prune !== plan.prune) {
      throw new TypeError('prune is part of the plan: plan again to change it')
    }
    const specs = api.check(specsOf(plan).map((spec) => api.declarationOf(spec)))
    return refreshPlan(plan, await planned(specs, plan.prune, call), api)
  }
  return {
    plan: async (declared, options = {}) => planned(api.check(declared), options.prune === true, callOf(options)),
    async apply(declared, options = {}) {
      const call = callOf(options)
      const plan = isPlan<D, Plan>(declared)
        ? await refreshed(declared, options, call)
        : await planned(api.check(declared), options.prune === true, call)
      await options.onPlan?.(plan)
      return applyPlan(plan, api, call)
    },
    async cancel(reportScheduleId, options = {}) {
      if (typeof reportScheduleId !== 'string' || reportScheduleId === '') {
        throw new TypeError('reportScheduleId must be a string that is not empty')
      }
      await cancelSchedule(() => api.cancel(reportScheduleId, callOf(options)), false)
    },
  }
}

/** What each request of a method passes on. */
export function callOf({ signal, deadline }: ScheduleCallOptions): CallOptions {
  return { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) }
}

function isPlan<D, Plan>(declared: readonly D[] | Plan): declared is Plan {
  return typeof declared === 'object' && declared !== null && 'entries' in declared && !Array.isArray(declared)
}

function checkPlan(plan: PlannedSchedules<unknown, unknown>, owner: object): void {
  if (plan.version !== 1) throw new TypeError(`the plan has version ${plan.version}; this release knows version 1`)
  const said = new Map<string, unknown>(Object.entries(plan))
  for (const [name, own] of Object.entries(owner)) {
    const other = said.get(name)
    if (other === own) continue
    throw new TypeError(`the plan belongs to the ${name} ${other}: use an account of that ${name}`)
  }
}
