import { emulatedApis } from '@reportline/emulator'
import { listApis } from '@reportline/scripts/apis'
import { readReplays } from '../read-replays.ts'

/**
 * Returns the emulator fixtures that a client's README needs: it calls the first valid example of its API. Returns undefined
 * for an API that the emulator does not serve, whose README makes no call.
 *
 * @param document the document's path, such as `packages/generated/selling-partner-tokens-client/README.md`
 */
export function sampleFixtures(document: string): object | undefined {
  const api = listApis().find(({ name }) => document.startsWith(`packages/generated/${name}-client/`))
  if (!api || !emulatedApis.has(api.name)) return undefined
  const replays = readReplays(api)
  const examples = replays.flatMap(({ located }) => Object.keys(located.operation['x-request-examples'] ?? {}))
  return examples
    .map((key) => replays.find((replay) => replay.key === key && replay.expected.status < 300))
    .find(Boolean)?.given.given
}
