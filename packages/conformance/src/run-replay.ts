import { type Emulator, startEmulator } from '@reportline/emulator'
import { isSigned } from '@reportline/scripts/generate/bundle'
import { payPrivateKey } from './amazon-pay/pay-private-key.ts'
import { signReplay } from './amazon-pay/sign-replay.ts'
import { checkResponseSchema } from './check-response-schema.ts'
import { compareResponses } from './compare-responses.ts'
import type { Replay, ReplayRequest, ReplayResponse } from './replay.ts'
import { sendReplay, type Target } from './send-replay.ts'
import { tokenHeaders } from './token-headers.ts'

/** The start time of replays that set none, in milliseconds. */
const defaultNow = Date.parse('2026-01-15T12:00:00Z')

/** Longer than the lifetime of an access token, in milliseconds. */
const tokenLifetimeMs = 3_601_000

/** The result of a replay. */
export interface ReplayResult {
  readonly response: ReplayResponse
  /** The differences from the documented response and from its schema. */
  readonly differences: readonly string[]
}

/**
 * Replays one documented response: starts an emulator, adds the fixtures, sends the request and compares the response.
 *
 * @param others the API's other replays, for examples that depend on another example
 */
export async function runReplay(replay: Replay, others: readonly Replay[]): Promise<ReplayResult> {
  await using emulator = await startEmulator({
    clock: { now: () => defaultNow },
    pay: { privateKey: payPrivateKey() },
    staticSandbox: replay.given.call?.staticSandbox,
  })
  const target = await prepare(emulator, replay)
  const request = replaceValues(await sendPrerequisite(replay, others, target), replay.given.replace ?? {}, emulator)
  const response = await sendReplay(replay, request, target)
  const differences = compareResponses(replay.expected, response, replay.given.generated)
  return { response, differences: [...differences, ...checkResponseSchema(replay, response)] }
}

/** Sets the clock, gets a token if the call needs one, then adds the other fixtures: faults must affect the replayed call only. */
async function prepare(emulator: Emulator, replay: Replay): Promise<Target> {
  const { given } = replay
  const { now, ...rest } = given.given ?? {}
  if (now) emulator.addFixtures({ now })
  if (isSigned(replay.bundle)) {
    emulator.addFixtures({ ...rest, environment: given.call?.environment ?? 'live' })
    return { headers: {}, ...signReplay(emulator, replay) }
  }
  const headers = await tokenHeaders(emulator, replay)
  if (given.call?.token === 'expired') await emulator.advance(tokenLifetimeMs)
  emulator.addFixtures(rest)
  return { url: emulator.url, headers: { ...headers, ...given.call?.headers } }
}

/** Sends the example that this one depends on, and returns the request with parameters from its response. */
async function sendPrerequisite(replay: Replay, others: readonly Replay[], target: Target): Promise<ReplayRequest> {
  const { after } = replay.given
  if (!after) return replay.request
  const first = others.find(({ key }) => key === after.example)
  if (!first) throw new Error(`${replay.key}: depends on ${after.example}, which is not an example of this API`)
  const response = await sendReplay(first, first.request, target)
  const parameters = Object.entries(after.parameters ?? {}).map(([name, path]) => [name, pick(response, path)])
  return { ...replay.request, parameters: { ...replay.request.parameters, ...Object.fromEntries(parameters) } }
}

/** Replaces values of the example with the emulator's own, such as its credentials. */
function replaceValues(
  request: ReplayRequest,
  replace: Readonly<Record<string, string>>,
  emulator: Emulator,
): ReplayRequest {
  const copy = structuredClone(request)
  for (const [path, source] of Object.entries(replace)) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    Object.assign(pick(copy, steps.join('.')) as object, {
      [last]: pick({ credentials: emulator.credentials }, source),
    })
  }
  return copy
}

/** Returns a nested value, such as that at `body.reportId`. */
function pick(root: unknown, path: string): unknown {
  let value = root
  for (const step of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[step]
  return value
}
