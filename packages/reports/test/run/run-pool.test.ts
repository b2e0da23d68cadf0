import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runPool, type Task } from '../../src/run/run-pool.ts'

/** Tasks that stand at the beginning, and then go on, until they are let. */
function tasksOf(count: number, group = 'eu') {
  const began: number[] = []
  const start: (() => void)[] = []
  const end: ((failure?: Error) => void)[] = []
  const tasks = Array.from(
    { length: count },
    (_, number): Task<number> => ({
      group,
      work: (started, signal) =>
        new Promise((resolve, reject) => {
          began.push(number)
          start[number] = started
          end[number] = (failure) => (failure === undefined ? resolve(number) : reject(failure))
          signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        }),
    }),
  )
  return { tasks, began, start, end }
}

describe('a runPool', () => {
  test('has sixteen of a group stand at the beginning, and the next begin when one goes on', async () => {
    const { tasks, began, start, end } = tasksOf(40)
    const other = tasksOf(3, 'na')
    const results = runPool([...tasks, ...other.tasks], undefined)
    const first = results.next()
    await setImmediate()
    expect(began).toHaveLength(16)
    expect(other.began).toEqual([0, 1, 2])
    start[3]?.()
    start[3]?.()
    expect(began).toHaveLength(17)
    end[16]?.()
    expect(await first).toEqual({ done: false, value: 16 })
    expect(began).toHaveLength(18)
    const stopped = results.return(undefined)
    await expect(stopped).resolves.toEqual({ done: true, value: undefined })
  })

  test('has a thousand of a group under way at most, those included that nobody has fetched', async () => {
    const { tasks, began, start, end } = tasksOf(1_200)
    const results = runPool(tasks, undefined)
    const first = results.next()
    for (let number = 0; number < 1_000; number += 1) start[number]?.()
    expect(began).toHaveLength(1_000)
    end[0]?.()
    end[1]?.()
    expect((await first).value).toBe(0)
    await setImmediate()
    expect(began).toHaveLength(1_000)
    expect((await results.next()).value).toBe(1)
    expect(began).toHaveLength(1_001)
    await results.return(undefined)
  })

  test('ends everything with the signal’s reason, and begins nothing more', async () => {
    const { tasks, began } = tasksOf(40)
    const stop = new AbortController()
    const results = runPool(tasks, stop.signal)
    const first = results.next()
    stop.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    expect(began).toHaveLength(16)
  })

  test('ends everything when a piece of work breaks', async () => {
    const { tasks, end } = tasksOf(20)
    const results = runPool(tasks, undefined)
    const first = results.next()
    end[5]?.(new Error('the disk is full'))
    await expect(first).rejects.toThrow('the disk is full')
  })

  test('ends where there is nothing to do', async () => {
    expect(await runPool([], undefined).next()).toEqual({ done: true, value: undefined })
  })
})
