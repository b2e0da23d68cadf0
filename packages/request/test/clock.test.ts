import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../src/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the system clock returns the milliseconds since 1970', () => {
  vi.setSystemTime(1_700_000_000_000)
  expect(systemClock.now()).toBe(1_700_000_000_000)
})

test('the system clock sleeps for the given time', async () => {
  let isOver = false
  const sleep = systemClock.sleep(1_000).then(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(999)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await sleep
  expect(isOver).toBe(true)
})

test('a sleep can last sixty days, although a timer is limited to 24.8 days', async () => {
  const days = 24 * 60 * 60 * 1000
  let isOver = false
  const sleep = systemClock.sleep(60 * days).then(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(60 * days - 1)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await sleep
})

test('an aborted sleep rejects immediately with the reason and leaves no timer', async () => {
  const controller = new AbortController()
  const sleep = systemClock.sleep(2 ** 33, controller.signal)
  controller.abort('enough')
  await expect(sleep).rejects.toBe('enough')
  expect(vi.getTimerCount()).toBe(0)
  await expect(systemClock.sleep(1, controller.signal)).rejects.toBe('enough')
})

test('a sleep that has ended no longer listens to its signal', async () => {
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  const sleep = systemClock.sleep(5, signal)
  await vi.advanceTimersByTimeAsync(5)
  await sleep
  expect(removed).toHaveBeenCalledOnce()
})
