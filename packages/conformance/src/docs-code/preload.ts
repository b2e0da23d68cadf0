import { env } from 'node:process'

// Runs before a documented program: its calls to Amazon reach the emulator, and its waiting passes on the emulator's clock.
const emulator = env.REPORTLINE_EMULATOR ?? ''
const { fetch: realFetch, setTimeout: realSetTimeout } = globalThis

globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  const url = new URL(request.url)
  if (!/(^|\.)amazon\.(com|[a-z.]+)$/.test(url.hostname)) return realFetch(request)
  return realFetch(new Request(emulator + url.pathname + url.search, request))
}

globalThis.setTimeout = Object.assign(
  (callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) => {
    // Waits between looks at a report are seconds long. Shorter timers are not waits; much longer ones are time-outs.
    if (milliseconds < 500 || milliseconds > 20_000) return realSetTimeout(callback, milliseconds, ...args)
    return realSetTimeout(async () => {
      await advance(milliseconds)
      callback(...args)
    }, 50)
  },
  realSetTimeout,
)

async function advance(milliseconds: number): Promise<void> {
  await realFetch(`${emulator}/_emulator/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ milliseconds }),
  })
}
