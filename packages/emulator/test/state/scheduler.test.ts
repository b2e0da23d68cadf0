import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MovableClock } from '../../src/state/clock.ts'
import { Agenda } from '../../src/state/scheduler.ts'

let done: string[]
let clock: MovableClock
let agenda: Agenda

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  done = []
  clock = new MovableClock()
  agenda = new Agenda(clock)
})
afterEach(() => {
  agenda.stop()
  vi.useRealTimers()
})

const note = (name: string) => (at: number) => {
  done.push(`${name} at ${at}`)
}

describe('an agenda', () => {
  test('does what is due in the order of time, and what falls due by that', () => {
    agenda.add(20, note('second'))
    agenda.add(10, (at) => {
      note('first')(at)
      agenda.add(at + 5, note('follower'))
    })
    agenda.add(40, note('later'))
    clock.advance(30)
    agenda.catchUp()
    expect(done).toEqual(['first at 10', 'follower at 15', 'second at 20'])
  })

  test('keeps the order of what is due at the same time', () => {
    for (const name of ['a', 'b', 'c']) agenda.add(10, note(name))
    clock.advance(10)
    agenda.catchUp()
    expect(done).toEqual(['a at 10', 'b at 10', 'c at 10'])
  })

  test('does what is due by itself when the clock goes on', () => {
    agenda.add(5_000, note('timer'))
    vi.advanceTimersByTime(4_999)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['timer at 5000'])
  })

  test('waits for what is further off than a timer reaches', () => {
    agenda.add(2 ** 32, note('far'))
    vi.advanceTimersByTime(2 ** 32 - 1)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual([`far at ${2 ** 32}`])
  })

  test('forgets what is taken off, and everything when it stops', () => {
    agenda.add(10, note('taken off'))()
    agenda.add(10, note('stopped'))
    agenda.stop()
    agenda.add(10, note('too late'))
    vi.advanceTimersByTime(100)
    expect([done, vi.getTimerCount()]).toEqual([[], 0])
  })

  test('settles when what its tasks began is over', async () => {
    let resolve = () => {}
    agenda.follow(new Promise<void>((over) => (resolve = over)))
    const settled = agenda.settled().then(() => done.push('settled'))
    await Promise.resolve()
    expect(done).toEqual([])
    resolve()
    await settled
    expect(done).toEqual(['settled'])
  })
})
