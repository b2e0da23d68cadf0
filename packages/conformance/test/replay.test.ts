import { emulatedApis } from '@reportline/emulator'
import { listApis } from '@reportline/scripts/apis'
import { describe, expect, it } from 'vitest'
import { alterations } from '../src/alterations.ts'
import { compareResponses, generatedPaths } from '../src/compare-responses.ts'
import { coverage, formatCoverage } from '../src/coverage.ts'
import { readReplays } from '../src/read-replays.ts'
import { runReplay } from '../src/run-replay.ts'

for (const api of listApis()) {
  const replays = readReplays(api)
  describe.runIf(emulatedApis.has(api.name))(`the documented responses of ${api.name}`, () => {
    for (const replay of replays) {
      const { key, located, request, expected, given } = replay
      const type = request.mediaType?.includes('form') ? ', as a form' : ''
      it(`${located.operation.operationId} responds with ${expected.status} as in ${key}${type}`, async () => {
        const { response, differences } = await runReplay(replay, replays)
        expect(differences).toEqual([])
        const undetected = alterations(expected, generatedPaths(given.generated ?? [])).filter(
          (alteration) => compareResponses(alteration.response, response, given.generated).length === 0,
        )
        expect(
          undetected.map(({ path }) => path),
          'alterations that the comparison does not detect',
        ).toEqual([])
      })
    }

    it('replays a response for every documented status of every operation', () => {
      const table = coverage(api, replays)
      console.log(formatCoverage(api, table))
      const missing = [...table].flatMap(([id, row]) =>
        [...row].filter(([, cell]) => cell === 'none').map(([status]) => `${id} ${status}`),
      )
      expect(missing).toEqual([])
    })
  })
}
