import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MovableClock } from '../../src/state/clock.ts'
import { Scheduler } from '../../src/state/scheduler.ts'

let done: string[]
let clock: MovableClock
let scheduler: Scheduler

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  done = []
  clock = new MovableClock()
  scheduler = new Scheduler(clock)
})
afterEach(() => {
  scheduler.stop()
  vi.useRealTimers()
})

const note = (name: string) => (at: number) => {
  done.push(`${name} at ${at}`)
}

describe('a scheduler', () => {
  test('runs due tasks in chronological order, including tasks that they schedule', () => {
    scheduler.schedule(20, note('second'))
    scheduler.schedule(10, (at) => {
      note('first')(at)
      scheduler.schedule(at + 5, note('dependent'))
    })
    scheduler.schedule(40, note('later'))
    clock.advance(30)
    scheduler.runDue()
    expect(done).toEqual(['first at 10', 'dependent at 15', 'second at 20'])
  })

  test('keeps the order of tasks that are due at the same time', () => {
    for (const name of ['a', 'b', 'c']) scheduler.schedule(10, note(name))
    clock.advance(10)
    scheduler.runDue()
    expect(done).toEqual(['a at 10', 'b at 10', 'c at 10'])
  })

  test('runs due tasks while the clock runs', () => {
    scheduler.schedule(5_000, note('timer'))
    vi.advanceTimersByTime(4_999)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['timer at 5000'])
  })

  test('waits longer than the maximum of a timer', () => {
    scheduler.schedule(2 ** 32, note('far'))
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual([`far at ${2 ** 32}`])
  })

  test('does not run cancelled tasks, or any task after it is stopped', () => {
    scheduler.schedule(10, note('cancelled'))()
    scheduler.schedule(10, note('stopped'))
    scheduler.stop()
    scheduler.schedule(10, note('too late'))
    vi.advanceTimersByTime(100)
    expect([done, vi.getTimerCount()]).toEqual([[], 0])
  })

  test('is idle when tracked work is finished', async () => {
    let resolve = () => {}
    scheduler.track(new Promise<void>((over) => (resolve = over)))
    const settled = scheduler.idle().then(() => done.push('idle'))
    await Promise.resolve()
    expect(done).toEqual([])
    resolve()
    await settled
    expect(done).toEqual(['idle'])
  })
})
