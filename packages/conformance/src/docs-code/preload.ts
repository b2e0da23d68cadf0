import { env } from 'node:process'
import { type Clock, systemClock } from '@reportline/request'

// Loaded before a documented program. Redirects its calls from Amazon to the emulator, and advances the emulator's clock
// instead of sleeping.
const emulator = env.REPORTLINE_EMULATOR ?? ''
const realFetch = globalThis.fetch

globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  const url = new URL(request.url)
  if (!/(^|\.)(amazon\.[a-z.]+|amazonaws\.com)$/.test(url.hostname)) return realFetch(request)
  return realFetch(new Request(emulator + url.pathname + url.search, request))
}

/** Longer sleeps take real time. In milliseconds. */
const maxAdvanceMs = 20_000

let sleptMs = 0
const clock: { -readonly [Key in keyof Clock]: Clock[Key] } = systemClock
clock.now = () => Date.now() + sleptMs
const realSleep = systemClock.sleep
clock.sleep = async (milliseconds, signal) => {
  // Timeouts of attempts are sleeps too, but must not advance the clock. They are much longer than the interval between two polls.
  if (milliseconds > maxAdvanceMs) return realSleep(milliseconds, signal)
  signal?.throwIfAborted()
  sleptMs += milliseconds
  await realFetch(`${emulator}/_emulator/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ milliseconds: Math.ceil(milliseconds) }),
  })
}
