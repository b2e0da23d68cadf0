import { describe, expect, test } from 'vitest'
import type { Job } from '../../src/index.ts'
import { FakeAmazon, listings, responses, savingRun } from '../support/fake-amazon.ts'

const request = { reportType: listings, marketplaces: ['DE'] }

/** Runs one report more than the burst of the rate limit allows, and aborts it while it waits. */
async function abortedRun(amazon: FakeAmazon) {
  const stop = new AbortController()
  const account = amazon.account({ onEvent: (event) => event.type === 'wait' && stop.abort(new Error('Ctrl-C')) })
  for (let count = 0; count < 15; count++) await account.start(request)
  const options = savingRun()
  await expect(account.run(request, { ...options, signal: stop.signal })).rejects.toThrow('Ctrl-C')
  return options.saved
}

describe('a run that is aborted while it waits for the rate limit', () => {
  test('leaves a job that says that nothing was sent', async () => {
    const amazon = new FakeAmazon()
    const saved = await abortedRun(amazon)
    expect(saved.map(({ step, notSent }) => [step, notSent])).toEqual([['creating', true]])
    expect(amazon.count('createReport')).toBe(15)
  })

  test('is sent when its job is resumed, without listing reports', async () => {
    const amazon = new FakeAmazon()
    const [job] = (await abortedRun(amazon)) as [Job]
    const options = savingRun()
    const outcome = await amazon.account().resume(job, options)
    expect(outcome).toMatchObject({ status: 'done', job: { id: job.id, step: 'finished' } })
    expect(options.saved.map(({ step, notSent }) => [step, notSent])).toEqual([
      ['creating', undefined],
      ['waiting', undefined],
      ['finished', undefined],
    ])
    expect(amazon.count('createReport')).toBe(16)
    expect(amazon.count('getReports')).toBe(0)
  })
})

describe('a run whose deadline comes before its turn at the rate limit', () => {
  test('leaves a job that is sent later', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    for (let count = 0; count < 15; count++) await account.start(request)
    const { saved, ...options } = savingRun()
    const deadline = new Date(amazon.clock.now() + 1_000)
    await expect(account.run(request, { ...options, deadline })).rejects.toMatchObject({ code: 'DEADLINE' })
    expect(saved.at(-1)).toMatchObject({ step: 'creating', notSent: true })
    expect(await account.resume(saved.at(-1) as Job)).toMatchObject({ status: 'done' })
  })
})

describe('a run that is aborted once createReport was sent', () => {
  test('leaves a job with an unknown outcome', async () => {
    const stop = new AbortController()
    const amazon = new FakeAmazon().respond('createReport', () => {
      stop.abort(new Error('Ctrl-C'))
      return responses.reset()
    })
    const options = savingRun()
    await expect(amazon.account().run(request, { ...options, signal: stop.signal })).rejects.toThrow('Ctrl-C')
    expect(options.saved.map(({ step, notSent }) => [step, notSent])).toEqual([
      ['creating', true],
      ['creating', undefined],
    ])
  })
})
