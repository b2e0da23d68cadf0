import { describe, expect, test } from 'vitest'
import { keyedMutex } from '../../src/archive/keyed-mutex.ts'

/** Creates an action that runs until end() is called. */
function pendingAction() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let started = false
  return {
    end,
    isStarted: () => started,
    action: () => {
      started = true
      return ended
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a keyed mutex', () => {
  test('runs actions with the same key one at a time, and others at once', async () => {
    const mutex = keyedMutex()
    const [first, second, other] = [pendingAction(), pendingAction(), pendingAction()]
    const all = [
      mutex('a', undefined, first.action),
      mutex('a', undefined, second.action),
      mutex('b', undefined, other.action),
    ]
    await settled()
    expect([first, second, other].map((action) => action.isStarted())).toEqual([true, false, true])
    first.end()
    await settled()
    expect(second.isStarted()).toBe(true)
    second.end()
    other.end()
    await Promise.all(all)
  })

  test('runs the next action if one fails', async () => {
    const mutex = keyedMutex()
    const failed = mutex('a', undefined, () => Promise.reject(new Error('failed')))
    const next = mutex('a', undefined, async () => 'next')
    await expect(failed).rejects.toThrow('failed')
    expect(await next).toBe('next')
  })

  test('does not start an action before the current one has ended because another one stopped waiting', async () => {
    const mutex = keyedMutex()
    const [current, next] = [pendingAction(), pendingAction()]
    const running = mutex('a', undefined, current.action)
    const aborting = new AbortController()
    const waiting = mutex('a', aborting.signal, async () => {})
    aborting.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const started = mutex('a', undefined, next.action)
    await settled()
    expect(next.isStarted()).toBe(false)
    current.end()
    next.end()
    await Promise.all([running, started])
  })
})
