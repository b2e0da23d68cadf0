import { type CallOptions, RequestError } from '@reportline/request'
import { compareSchedule } from './compare-schedule.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import { ScheduleError } from './schedule-error.ts'

/** So often a schedule is sent whose answers are lost, each time after looking that it was not made. */
const attempts = 3

/**
 * Makes a schedule, in place of the one with the same key.
 *
 * @param replaced The schedule whose place it takes, so that it is not taken for the new one.
 * @returns The new schedule's id.
 * @throws ScheduleError `OUTCOME_UNKNOWN` where answers were lost and the schedule is not listed, and what the API makes
 *   of a refusal.
 */
export async function createSchedule<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  spec: W,
  replaced: S | undefined,
  api: ScheduleApi<D, W, S, O, A>,
  call: CallOptions,
): Promise<string> {
  const unknown = (cause: RequestError, why: string) => {
    const what = `the answer of createReportSchedule was lost, ${why}. Apply again: what was made is then found.`
    return new ScheduleError({ code: 'OUTCOME_UNKNOWN', ...api.subjectOf(spec), what, cause })
  }
  /** Sending it once more would be harmless, since it replaces itself; but only looking tells the id. */
  const lookUp = async (cause: RequestError): Promise<S | undefined> => {
    const schedules = await api.list([spec], call).catch((error: unknown) => {
      if (call.signal?.aborted) throw error
      throw unknown(cause, 'and the schedules could not be listed')
    })
    const key = api.keyOf(spec)
    return schedules.find(
      (schedule) =>
        schedule.reportScheduleId !== replaced?.reportScheduleId &&
        api.keyOf(schedule) === key &&
        compareSchedule(spec, schedule, api.clock.now(), api).length === 0,
    )
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.create(spec, replaced, call)
    } catch (error) {
      if (!(error instanceof RequestError && error.outcomeUnknown)) throw error
      const made = await lookUp(error)
      if (made !== undefined) return made.reportScheduleId
      if (attempt >= attempts) throw unknown(error, 'and the schedule is not listed')
    }
  }
}
