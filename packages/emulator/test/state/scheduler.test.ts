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

describe('an agenda', () => {
  test('does what is due in the order of time, and what falls due by that', () => {
    scheduler.schedule(20, note('second'))
    scheduler.schedule(10, (at) => {
      note('first')(at)
      scheduler.schedule(at + 5, note('follower'))
    })
    scheduler.schedule(40, note('later'))
    clock.advance(30)
    scheduler.runDue()
    expect(done).toEqual(['first at 10', 'follower at 15', 'second at 20'])
  })

  test('keeps the order of what is due at the same time', () => {
    for (const name of ['a', 'b', 'c']) scheduler.schedule(10, note(name))
    clock.advance(10)
    scheduler.runDue()
    expect(done).toEqual(['a at 10', 'b at 10', 'c at 10'])
  })

  test('does what is due by itself when the clock goes on', () => {
    scheduler.schedule(5_000, note('timer'))
    vi.advanceTimersByTime(4_999)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['timer at 5000'])
  })

  test('waits for what is further off than a timer reaches', () => {
    scheduler.schedule(2 ** 32, note('far'))
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual([`far at ${2 ** 32}`])
  })

  test('forgets what is taken off, and everything when it stops', () => {
    scheduler.schedule(10, note('taken off'))()
    scheduler.schedule(10, note('stopped'))
    scheduler.stop()
    scheduler.schedule(10, note('too late'))
    vi.advanceTimersByTime(100)
    expect([done, vi.getTimerCount()]).toEqual([[], 0])
  })

  test('settles when what its tasks began is over', async () => {
    let resolve = () => {}
    scheduler.track(new Promise<void>((over) => (resolve = over)))
    const settled = scheduler.idle().then(() => done.push('settled'))
    await Promise.resolve()
    expect(done).toEqual([])
    resolve()
    await settled
    expect(done).toEqual(['settled'])
  })
})
