import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@reportline/request'

/** A clock that advances only when all work is waiting for it: from one timer to the next, however far apart. */
export interface SimulatedClock extends Clock {
  /** Reports activity: its consequences are awaited before the clock advances. */
  stir(): void
  /** Advances the clock until a promise is settled. */
  run<T>(promise: Promise<T>): Promise<T>
}

const nothing = new Uint8Array()

interface Timer {
  readonly until: number
  readonly order: number
  wake: (() => void) | undefined
}

/** Number of turns of the event loop without activity after which all work is waiting. Reading a body takes one. */
const quiet = 3

/**
 * @param hasThreads Whether work runs in other threads, such as hashing the key of an access token.
 */
export function simulatedClock(start = Date.UTC(2025, 0, 15), hasThreads = true): SimulatedClock {
  let time = start
  let order = 0
  let still = 0
  const timers: Timer[] = []

  function wakeNext(): void {
    const first = take(timers)
    if (first === undefined) throw new Error('all work waits forever')
    time = Math.max(time, first.until)
    first.wake?.()
    for (let next = timers[0]; next !== undefined && next.until <= time; next = timers[0]) take(timers)?.wake?.()
  }
  return {
    now: () => time,
    stir() {
      still = 0
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        still = 0
        if (signal?.aborted) return reject(signal.reason)
        const timer: Timer = { until: time + Math.max(0, milliseconds), order: order++, wake: undefined }
        const abort = () => {
          timer.wake = undefined
          reject(signal?.reason)
        }
        timer.wake = () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        signal?.addEventListener('abort', abort, { once: true })
        put(timers, timer)
      }),
    async run(promise) {
      let isSettled = false
      const settle = () => {
        isSettled = true
      }
      promise.then(settle, settle)
      for (;;) {
        await quietness(() => isSettled)
        if (isSettled) return promise
        // An aborted timer does not advance the clock.
        while (timers[0] !== undefined && timers[0].wake === undefined) take(timers)
        if (timers.length > 0) wakeNext()
        else if (!(await stillBusy(() => isSettled))) throw new Error('all work waits forever')
      }
    },
  }

  async function quietness(isSettled: () => boolean): Promise<void> {
    for (still = hasThreads ? 0 : quiet - 1; still < quiet && !isSettled(); still += 1) {
      await setImmediate()
      // Work in other threads that started earlier finishes earlier.
      if (!hasThreads || still < quiet - 1) continue
      await crypto.subtle.digest('SHA-256', nothing)
      await setImmediate()
    }
  }

  /** Waits for work that takes several turns, such as inflating. */
  async function stillBusy(isSettled: () => boolean): Promise<boolean> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await setImmediate()
      if (isSettled() || timers.length > 0) return true
    }
    return false
  }
}

function isBefore(one: Timer | undefined, other: Timer | undefined): boolean {
  if (one === undefined || other === undefined) return false
  return one.until === other.until ? one.order < other.order : one.until < other.until
}

/** A heap, the earliest first. */
function put(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isBefore(heap[index], heap[parent])) return
    swap(heap, index, parent)
    index = parent
  }
}

function take(heap: Timer[]): Timer | undefined {
  const [first] = heap
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return first
  heap[0] = last
  for (let index = 0; ; ) {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    const child = isBefore(heap[right], heap[left]) ? right : left
    if (!isBefore(heap[child], heap[index])) return first
    swap(heap, index, child)
    index = child
  }
}

function swap(heap: Timer[], one: number, other: number): void {
  const [first, second] = [heap[one], heap[other]]
  if (first === undefined || second === undefined) return
  heap[one] = second
  heap[other] = first
}
