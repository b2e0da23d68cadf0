import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@reportline/request'

/** A clock that goes on only when nobody has anything left to do: from sleeper to sleeper, however far apart. */
export interface SimulatedClock extends Clock {
  /** Tells that something is going on: what follows from it has to happen before time goes on. */
  stir(): void
  /** Lets time pass until a promise is settled. */
  run<T>(promise: Promise<T>): Promise<T>
}

const nothing = new Uint8Array()

interface PendingReport {
  readonly until: number
  readonly order: number
  wake: (() => void) | undefined
}

/** After so many turns without a stir nobody has anything left to do: reading a body takes one. */
const quiet = 3

/**
 * @param hasThreads Whether something is done in other threads, as hashing the key of an access token is.
 */
export function simulatedClock(start = Date.UTC(2025, 0, 15), hasThreads = true): SimulatedClock {
  let time = start
  let order = 0
  let still = 0
  const sleepers: PendingReport[] = []

  function wakeNext(): void {
    const first = take(sleepers)
    if (first === undefined) throw new Error('everybody waits for ever')
    time = Math.max(time, first.until)
    first.wake?.()
    for (let next = sleepers[0]; next !== undefined && next.until <= time; next = sleepers[0]) take(sleepers)?.wake?.()
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
        const sleeper: PendingReport = { until: time + Math.max(0, milliseconds), order: order++, wake: undefined }
        const abort = () => {
          sleeper.wake = undefined
          reject(signal?.reason)
        }
        sleeper.wake = () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        signal?.addEventListener('abort', abort, { once: true })
        put(sleepers, sleeper)
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
        // Whoever gave up sleeping does not move the time.
        while (sleepers[0] !== undefined && sleepers[0].wake === undefined) take(sleepers)
        if (sleepers.length > 0) wakeNext()
        else if (!(await stillBusy(() => isSettled))) throw new Error('everybody waits for ever')
      }
    },
  }

  async function quietness(isSettled: () => boolean): Promise<void> {
    for (still = hasThreads ? 0 : quiet - 1; still < quiet && !isSettled(); still += 1) {
      await setImmediate()
      // Whatever was begun before is done before.
      if (!hasThreads || still < quiet - 1) continue
      await crypto.subtle.digest('SHA-256', nothing)
      await setImmediate()
    }
  }

  /** What takes more than a turn, such as inflating, is waited for. */
  async function stillBusy(isSettled: () => boolean): Promise<boolean> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await setImmediate()
      if (isSettled() || sleepers.length > 0) return true
    }
    return false
  }
}

function isBefore(one: PendingReport | undefined, other: PendingReport | undefined): boolean {
  if (one === undefined || other === undefined) return false
  return one.until === other.until ? one.order < other.order : one.until < other.until
}

/** A heap, the earliest first. */
function put(heap: PendingReport[], sleeper: PendingReport): void {
  let index = heap.push(sleeper) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isBefore(heap[index], heap[parent])) return
    swap(heap, index, parent)
    index = parent
  }
}

function take(heap: PendingReport[]): PendingReport | undefined {
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

function swap(heap: PendingReport[], one: number, other: number): void {
  const [first, second] = [heap[one], heap[other]]
  if (first === undefined || second === undefined) return
  heap[one] = second
  heap[other] = first
}
