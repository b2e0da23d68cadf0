import { type Emulator, startEmulator } from '@reportline/emulator'
import { isSigned } from '@reportline/scripts/generate/bundle'
import { payPrivateKey } from './amazon-pay/pay-private-key.ts'
import { signReplay } from './amazon-pay/sign-replay.ts'
import { checkAnswerSchema } from './check-answer-schema.ts'
import { compareAnswers } from './compare-answers.ts'
import type { Replay, ReplayRequest, WholeAnswer } from './replay.ts'
import { sendReplay, type Target } from './send-replay.ts'
import { tokenHeaders } from './token-headers.ts'

/** When replays happen that name no time of their own. */
const defaultNow = Date.parse('2026-01-15T12:00:00Z')

/** More than an access token lives. */
const tokenLife = 3_601_000

/** What came of a replay. */
export interface ReplayResult {
  readonly answer: WholeAnswer
  /** How the answer differs from the documented one and from its schema; empty when it does not. */
  readonly differences: readonly string[]
}

/**
 * Replays one documented answer: starts an emulator, sets up what is given, sends the request, compares the whole answer.
 *
 * @param others the API's other replays, for examples that follow another one
 */
export async function runReplay(replay: Replay, others: readonly Replay[]): Promise<ReplayResult> {
  await using emulator = await startEmulator({
    clock: { now: () => defaultNow },
    pay: { privateKey: payPrivateKey() },
  })
  const target = await prepare(emulator, replay)
  const request = replaceValues(await followAfter(replay, others, target), replay.given.replace ?? {}, emulator)
  const answer = await sendReplay(replay, request, target)
  const differences = compareAnswers(replay.expected, answer, replay.given.generated)
  return { answer, differences: [...differences, ...checkAnswerSchema(replay, answer)] }
}

/** Sets the clock, gets a token where one is needed, then sets up the rest: faults must meet the replayed call only. */
async function prepare(emulator: Emulator, replay: Replay): Promise<Target> {
  const { given } = replay
  const { now, ...rest } = given.given ?? {}
  if (now) emulator.addFixtures({ now })
  if (isSigned(replay.bundle)) {
    emulator.addFixtures({ ...rest, environment: given.call?.environment ?? 'live' })
    return { headers: {}, ...signReplay(emulator, replay) }
  }
  const headers = await tokenHeaders(emulator, replay)
  if (given.call?.token === 'expired') await emulator.advance(tokenLife)
  emulator.addFixtures(rest)
  return { url: emulator.url, headers: { ...headers, ...given.call?.headers } }
}

/** Sends the example that this one follows, and takes the named parameters from its answer. */
async function followAfter(replay: Replay, others: readonly Replay[], target: Target): Promise<ReplayRequest> {
  const { after } = replay.given
  if (!after) return replay.request
  const first = others.find(({ key }) => key === after.example)
  if (!first) throw new Error(`${replay.key}: follows ${after.example}, which is no example of this API`)
  const answer = await sendReplay(first, first.request, target)
  const taken = Object.entries(after.parameters ?? {}).map(([name, place]) => [name, pick(answer, place)])
  return { ...replay.request, parameters: { ...replay.request.parameters, ...Object.fromEntries(taken) } }
}

/** Puts the emulator's own values, such as its credentials, in the place of the example's. */
function replaceValues(
  request: ReplayRequest,
  replace: Readonly<Record<string, string>>,
  emulator: Emulator,
): ReplayRequest {
  const copy = structuredClone(request)
  for (const [place, source] of Object.entries(replace)) {
    const steps = place.split('.')
    const last = steps.pop() ?? ''
    Object.assign(pick(copy, steps.join('.')) as object, {
      [last]: pick({ credentials: emulator.credentials }, source),
    })
  }
  return copy
}

function pick(answer: unknown, place: string): unknown {
  let value = answer
  for (const step of place.split('.')) value = (value as Record<string, unknown> | undefined)?.[step]
  return value
}
