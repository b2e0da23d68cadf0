import type { RequestError } from '@reportline/request'
import { adopt } from './adopt.ts'
import { create } from './create.ts'
import type { Job } from './job.ts'
import { listCandidates } from './list-candidates.ts'
import type { UnknownOutcome } from './outcome.ts'
import type { AnyReport } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** A job that has its report, or nobody knows whether it has. */
export type Resolved<R extends AnyReport = AnyReport> =
  | { readonly known: true; readonly job: Job; readonly adopted?: true }
  | { readonly known: false; readonly outcome: UnknownOutcome<R> }

/** Asks for the report of a job, and finds out what came of it as far as that can be found out. */
export async function createAndResolve<R extends AnyReport>(job: Job, context: RunContext<R>): Promise<Resolved<R>> {
  const creation = await create(job, context)
  return creation.known ? creation : resolveUnknown(job, context, creation.cause)
}

/**
 * Looks for the report of a job whose `createReport` was not answered, and has the candidates decided by whoever can.
 * Without such a one the outcome is unknown, and nothing is sent again.
 *
 * @throws ReportError `DEADLINE` when looking again would be later than that; otherwise as `listCandidates` and `create`.
 */
export async function resolveUnknown<R extends AnyReport>(
  job: Job,
  context: RunContext<R>,
  cause?: RequestError,
): Promise<Resolved<R>> {
  for (;;) {
    const outcome = await listCandidates(job, context, cause)
    const settlement = (await context.hooks.resolveUnknown?.(job, outcome.candidates, context)) ?? 'unknown'
    if (settlement === 'unknown') return { known: false, outcome }
    if ('adopt' in settlement) return adopted(adopt(job, settlement.adopt), context)
    if ('createAgain' in settlement) return createAndResolve(job, context)
    await pause(job, settlement.lookAgain, context)
  }
}

async function adopted(job: Job, context: RunContext): Promise<Resolved<never>> {
  await context.save(job)
  context.onEvent({ type: 'adopted', job })
  return { known: true, job, adopted: true }
}

async function pause(job: Job, milliseconds: number, { clock, call }: RunContext): Promise<void> {
  if (call.deadline !== undefined && clock.now() + milliseconds >= call.deadline.getTime()) {
    const what =
      'it was not yet known whether createReport made a report when the deadline came. resume(job) looks again.'
    throw new ReportError({ code: 'DEADLINE', what, job })
  }
  await clock.sleep(milliseconds, call.signal)
}
