import type { Job } from '../run/job.ts'
import { emit, type RunContext, runContext } from '../run/run-context.ts'
import { jobRecord } from './begin.ts'
import { accountNamed, type EngineContext } from './engine-context.ts'
import type { JobOptions } from './job-options.ts'

/** Returns the context for running a job of the ledger: each step of the job is saved in the ledger. */
export function jobContext(
  { account }: Job,
  engine: EngineContext,
  { signal, deadline, priority, onEvent }: JobOptions,
): RunContext {
  const { ledger, leases, clock } = engine
  const { internals } = accountNamed(engine, account)
  const context = runContext(internals.context, {
    save: (next) => ledger.update(jobRecord(next, clock.now()), leases.owner),
    onEvent(event) {
      engine.onEvent(event)
      emit(onEvent, event)
    },
  })
  const archive = internals.context.archive ?? engine.archive
  return { ...context, archive, call: { signal, deadline, priority } }
}
