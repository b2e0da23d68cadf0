import { describe, expect, test } from 'vitest'
import { accountInternals } from '../../src/accounts/account-internals.ts'
import { resume, run, start } from '../../src/run/run.ts'
import { type RunOptions, runContext } from '../../src/run/run-context.ts'
import type { Resolution, RunHooks } from '../../src/run/run-hooks.ts'
import { answer, FakeAmazon, listings, report, savingRun } from '../support/fake-amazon.ts'

const request = { reportType: listings, marketplaces: ['DE'] }

function engine(amazon: FakeAmazon, hooks: RunHooks, options: RunOptions = {}) {
  const { context, newJob } = amazon.account()[accountInternals]
  return { job: newJob(request), context: runContext(context, options, hooks) }
}

/** A settling that answers in this order, and keeps the candidates that it was shown. */
function settling(...settlements: Resolution[]) {
  const shown: (readonly string[])[] = []
  const resolveUnknown: NonNullable<RunHooks['resolveUnknown']> = async (_job, candidates) => {
    shown.push(candidates.map(({ reportId }) => reportId))
    const next = settlements.shift()
    if (next === undefined) throw new Error('the test did not expect to be asked again')
    return next
  }
  return { shown, resolveUnknown }
}

const lost = () => new FakeAmazon().answers('createReport', answer.reset)

describe('a createReport whose answer is lost, where somebody can tell what came of it,', () => {
  test('gets the report that was made', async () => {
    const amazon = lost().answers('getReports', answer.reports([report({ reportId: '7' })]))
    const { shown, resolveUnknown } = settling({ adopt: '7' })
    const { saved, ...options } = savingRun()
    const { job, context } = engine(amazon, { resolveUnknown }, options)
    expect(await run(job, context)).toMatchObject({ status: 'done', job: { reportId: '7' } })
    expect(shown).toEqual([['7']])
    expect(saved.map(({ step, reportId }) => [step, reportId])).toEqual([
      ['creating', undefined],
      ['waiting', '7'],
      ['finished', '7'],
    ])
    expect(amazon.clock.slept).toEqual([])
  })

  test('is sent again', async () => {
    const amazon = lost()
    const { resolveUnknown } = settling({ createAgain: true })
    const { job, context } = engine(amazon, { resolveUnknown })
    expect(await run(job, context)).toMatchObject({ status: 'done', job: { id: job.id, reportId: '50001' } })
    expect(amazon.count('createReport')).toBe(2)
  })

  test('is looked for again after the pause that they ask for', async () => {
    const amazon = lost().answers('getReports', answer.reports([]), answer.reports([report({ reportId: '8' })]))
    const { shown, resolveUnknown } = settling({ lookAgain: 120_000 }, { adopt: '8' })
    const { job, context } = engine(amazon, { resolveUnknown })
    expect(await start(job, context)).toMatchObject({ step: 'waiting', reportId: '8' })
    expect(shown).toEqual([[], ['8']])
    expect(amazon.clock.slept).toEqual([120_000])
  })

  test('is not looked for beyond the deadline', async () => {
    const amazon = lost()
    const { resolveUnknown } = settling({ lookAgain: 120_000 })
    const deadline = new Date(amazon.clock.now() + 60_000)
    const { job, context } = engine(amazon, { resolveUnknown }, { deadline })
    await expect(run(job, context)).rejects.toMatchObject({ name: 'ReportError', code: 'DEADLINE', job })
  })

  test('stays unknown where they do not know either', async () => {
    const { resolveUnknown } = settling('unknown')
    const { job, context } = engine(lost(), { resolveUnknown })
    expect(await run(job, context)).toMatchObject({ status: 'unknown', candidates: [] })
  })

  test('is settled the same way when its job is taken up', async () => {
    const { resolveUnknown } = settling({ adopt: '9' })
    const { job, context } = engine(new FakeAmazon(), { resolveUnknown })
    expect(await resume(job, context)).toMatchObject({ status: 'done', job: { reportId: '9' } })
  })

  test('rejects with what they throw', async () => {
    const resolveUnknown = async () => Promise.reject(new Error('the ledger is damaged'))
    const { job, context } = engine(lost(), { resolveUnknown })
    await expect(run(job, context)).rejects.toThrow('the ledger is damaged')
  })
})

describe('a run that others wait for', () => {
  test('ends with the report that they give', async () => {
    const amazon = new FakeAmazon()
    const waits: boolean[] = []
    const hooks: RunHooks = {
      async waitForEnd({ reportId }, _context, lookFirst) {
        waits.push(lookFirst)
        return report({ reportId })
      },
    }
    const { job, context } = engine(amazon, hooks)
    const outcome = await run(job, context)
    expect(outcome).toMatchObject({ status: 'done', report: { reportId: '50001' } })
    await resume({ ...job, step: 'waiting', reportId: '50001' }, context)
    expect(waits).toEqual([false, true])
    expect(amazon.count('getReport')).toBe(0)
  })
})

describe('a cancelled report', () => {
  test('that this account has cancelled was cancelled by us', async () => {
    const cancelled = () => answer.report({ processingStatus: 'CANCELLED' })
    const account = new FakeAmazon().answers('getReport', cancelled, cancelled).account()
    const job = await account.start(request)
    await account.client.cancelReport({ reportId: '50001' })
    expect(await account.resume(job)).toMatchObject({ status: 'cancelled', likely: 'by us' })
  })
})
