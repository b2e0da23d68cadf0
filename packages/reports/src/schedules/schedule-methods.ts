import type { CallOptions } from '@reportline/request'
import { type Applied, applyPlan, cancelSchedule } from './apply-plan.ts'
import { planSchedules } from './plan-schedules.ts'
import { refreshPlan, specsOf } from './refresh-plan.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import type { PlannedSchedules } from './schedule-plan.ts'

/** The options of every schedule method. */
export interface ScheduleCallOptions {
  /** Aborts the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The latest time for the call to finish. */
  readonly deadline?: Date | undefined
}

/** The options of `plan`. */
export interface PlanOptions extends ScheduleCallOptions {
  /** Whether to cancel listed schedules that are not declared. Defaults to false. */
  readonly prune?: boolean | undefined
}

/** The options of `apply`. */
export interface ApplyPlanOptions<Plan> extends PlanOptions {
  /** Called with the plan, and awaited, before anything is changed. If it throws, nothing is changed. */
  readonly onPlan?: ((plan: Plan) => Promise<void> | void) | undefined
}

/** The methods `plan`, `apply` and `cancel`. */
export interface ScheduleMethods<D, Plan, Result> {
  plan(declared: readonly D[], options?: PlanOptions): Promise<Plan>
  apply(declared: readonly D[] | Plan, options?: ApplyPlanOptions<Plan>): Promise<Result[]>
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** Creates the methods that every API with schedules has. */
export function scheduleMethods<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  api: ScheduleApi<D, Spec, S, O, A>,
): ScheduleMethods<D, O & PlannedSchedules<Spec, S>, Applied & A> {
  type Plan = O & PlannedSchedules<Spec, S>
  const planSpecs = async (specs: readonly Spec[], prune: boolean, call: CallOptions): Promise<Plan> =>
    planSchedules({ specs, existing: await api.list(specs, call), prune }, api)

  /** A plan may come from a file, and someone has reviewed it. Only what it contains may be done. */
  const refreshed = async (plan: Plan, { prune }: PlanOptions, call: CallOptions): Promise<Plan> => {
    checkPlan(plan, api.owner)
    if (prune !== undefined && prune !== plan.prune) {
      throw new TypeError('`prune` is part of the plan. Plan again to change it.')
    }
    const specs = api.check(specsOf(plan).map((spec) => api.declarationOf(spec)))
    return refreshPlan(plan, await planSpecs(specs, plan.prune, call), api)
  }
  return {
    plan: async (declared, options = {}) => planSpecs(api.check(declared), options.prune === true, callOf(options)),
    async apply(declared, options = {}) {
      const call = callOf(options)
      const plan = isPlan<D, Plan>(declared)
        ? await refreshed(declared, options, call)
        : await planSpecs(api.check(declared), options.prune === true, call)
      await options.onPlan?.(plan)
      return applyPlan(plan, api, call)
    },
    async cancel(reportScheduleId, options = {}) {
      if (typeof reportScheduleId !== 'string' || reportScheduleId === '') {
        throw new TypeError('`reportScheduleId` must be a non-empty string.')
      }
      await cancelSchedule(() => api.cancel(reportScheduleId, callOf(options)), false)
    },
  }
}

/** Returns the options to pass to each call. */
export function callOf({ signal, deadline }: ScheduleCallOptions): CallOptions {
  return { signal, deadline }
}

function isPlan<D, Plan>(declared: readonly D[] | Plan): declared is Plan {
  return typeof declared === 'object' && declared !== null && 'entries' in declared && !Array.isArray(declared)
}

function checkPlan(plan: PlannedSchedules<unknown, unknown>, owner: object): void {
  if (plan.version !== 1) {
    throw new TypeError(`The plan has version ${plan.version}, but this release supports only version 1. Plan again.`)
  }
  const fields = new Map<string, unknown>(Object.entries(plan))
  for (const [name, expected] of Object.entries(owner)) {
    const actual = fields.get(name)
    if (actual === expected) continue
    throw new TypeError(
      `The plan belongs to the ${name} ${actual}, not to ${expected}. Use an account of the ${name} ${actual}.`,
    )
  }
}
