import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runPool, type Task } from '../../src/run/run-pool.ts'

/** Tasks that start, and end, when the test says so. */
function tasksOf(count: number, group = 'eu') {
  const startedTasks: number[] = []
  const onStart: (() => void)[] = []
  const end: ((failure?: Error) => void)[] = []
  const tasks = Array.from(
    { length: count },
    (_, number): Task<number> => ({
      group,
      run: (started, signal) =>
        new Promise((resolve, reject) => {
          startedTasks.push(number)
          onStart[number] = started
          end[number] = (failure) => (failure === undefined ? resolve(number) : reject(failure))
          signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        }),
    }),
  )
  return { tasks, startedTasks, onStart, end }
}

describe('a run pool', () => {
  test('starts sixteen tasks of a group, and the next one when one of them has started', async () => {
    const { tasks, startedTasks, onStart, end } = tasksOf(40)
    const other = tasksOf(3, 'na')
    const results = runPool([...tasks, ...other.tasks])
    const first = results.next()
    await setImmediate()
    expect(startedTasks).toHaveLength(16)
    expect(other.startedTasks).toEqual([0, 1, 2])
    onStart[3]?.()
    onStart[3]?.()
    expect(startedTasks).toHaveLength(17)
    end[16]?.()
    expect(await first).toEqual({ done: false, value: 16 })
    expect(startedTasks).toHaveLength(18)
    const stopped = results.return(undefined)
    await expect(stopped).resolves.toEqual({ done: true, value: undefined })
  })

  test('has at most a thousand tasks of a group in flight, including results that were not consumed', async () => {
    const { tasks, startedTasks, onStart, end } = tasksOf(1_200)
    const results = runPool(tasks)
    const first = results.next()
    for (let number = 0; number < 1_000; number += 1) onStart[number]?.()
    expect(startedTasks).toHaveLength(1_000)
    end[0]?.()
    end[1]?.()
    expect((await first).value).toBe(0)
    await setImmediate()
    expect(startedTasks).toHaveLength(1_000)
    expect((await results.next()).value).toBe(1)
    expect(startedTasks).toHaveLength(1_001)
    await results.return(undefined)
  })

  test('aborts all tasks with the reason of the signal and starts no others', async () => {
    const { tasks, startedTasks } = tasksOf(40)
    const stop = new AbortController()
    const results = runPool(tasks, { signal: stop.signal })
    const first = results.next()
    stop.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    expect(startedTasks).toHaveLength(16)
  })

  test('aborts all tasks when one fails', async () => {
    const { tasks, end } = tasksOf(20)
    const results = runPool(tasks)
    const first = results.next()
    end[5]?.(new Error('the disk is full'))
    await expect(first).rejects.toThrow('the disk is full')
  })

  test('ends at once without tasks', async () => {
    expect(await runPool([]).next()).toEqual({ done: true, value: undefined })
  })
})
