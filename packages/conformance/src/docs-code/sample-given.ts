import { emulatedApis } from '@reportline/emulator'
import { listApis } from '@reportline/scripts/apis'
import { readReplays } from '../read-replays.ts'

/**
 * What has to stand in the emulator before a client's README is run: it calls the first valid example of its API.
 * Nothing, for an API that the emulator does not serve: such a README makes no call.
 *
 * @param document the document's path, such as `packages/generated/selling-partner-tokens-client/README.md`
 */
export function sampleGiven(document: string): object | undefined {
  const api = listApis().find(({ name }) => document.startsWith(`packages/generated/${name}-client/`))
  if (!api || !emulatedApis.has(api.name)) return undefined
  const replays = readReplays(api)
  const examples = replays.flatMap(({ located }) => Object.keys(located.operation['x-request-examples'] ?? {}))
  return examples
    .map((key) => replays.find((replay) => replay.key === key && replay.expected.status < 300))
    .find(Boolean)?.given.given
}
