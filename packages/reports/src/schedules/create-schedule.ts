import { type CallOptions, RequestError } from '@reportline/request'
import { compareSchedule } from './compare-schedule.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import { ScheduleError } from './schedule-error.ts'

/** Maximum number of attempts if responses are lost. Before each retry, the schedules are listed to see if it exists. */
const maxAttempts = 3

/**
 * Creates a schedule, replacing the one with the same key.
 *
 * @param replaced The schedule to replace, so that it is not mistaken for the new one.
 * @returns The new schedule's id.
 * @throws ScheduleError `OUTCOME_UNKNOWN` if responses were lost and the schedule is not listed; ScheduleError if the
 *   API's refusal means one; otherwise the error of the call.
 */
export async function createSchedule<
  D,
  Spec extends AnySpec,
  S extends AnySchedule,
  O extends object,
  A extends Subject,
>(spec: Spec, replaced: S | undefined, api: ScheduleApi<D, Spec, S, O, A>, call: CallOptions): Promise<string> {
  const unknownOutcome = (cause: RequestError, detail: string) => {
    const what = `the response to createReportSchedule was lost, and ${detail}. Apply again: a schedule that was created is then found.`
    return new ScheduleError({ code: 'OUTCOME_UNKNOWN', ...api.subjectOf(spec), what, cause })
  }
  /** Sending the request again would be harmless, because it replaces itself. But only listing returns the id. */
  const findCreated = async (cause: RequestError): Promise<S | undefined> => {
    const schedules = await api.list([spec], call).catch((error: unknown) => {
      if (call.signal?.aborted) throw error
      throw unknownOutcome(cause, 'the schedules could not be listed')
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
      const created = await findCreated(error)
      if (created !== undefined) return created.reportScheduleId
      if (attempt >= maxAttempts) throw unknownOutcome(error, 'the schedule is not listed')
    }
  }
}
