import type { Api } from '@reportline/scripts/apis'
import { readBundle } from '@reportline/scripts/apis'
import { listOperations } from '@reportline/scripts/generate/bundle'
import type { Replay } from './replay.ts'

/** How an operation's documented status is seen in a replay. */
export type Coverage = 'behaviour' | 'fault' | 'none'

/** Operations × documented statuses of one API. */
export type CoverageTable = ReadonlyMap<string, ReadonlyMap<number, Coverage>>

/** Which documented statuses the replays of an API see, and whether by behaviour or only because a fault was asked for. */
export function coverage(api: Api, replays: readonly Replay[]): CoverageTable {
  return new Map(
    listOperations(readBundle(api)).map(({ operation }) => {
      const own = replays.filter(({ located }) => located.operation.operationId === operation.operationId)
      const statuses = Object.keys(operation.responses).map((status): [number, Coverage] => [
        Number(status),
        strongest(own.filter(({ expected }) => expected.status === Number(status))),
      ])
      return [operation.operationId, new Map(statuses)]
    }),
  )
}

function strongest(replays: readonly Replay[]): Coverage {
  if (replays.length === 0) return 'none'
  return replays.some(({ given }) => !given.given?.faults) ? 'behaviour' : 'fault'
}

const signs: Record<Coverage, string> = { behaviour: '●', fault: '○', none: '✗' }

/** The table as text: ● seen by behaviour, ○ seen by an injected fault, ✗ not seen, blank where not documented. */
export function formatCoverage(api: Api, table: CoverageTable): string {
  const statuses = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const width = Math.max(api.name.length, ...[...table.keys()].map((name) => name.length))
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(3)).join('  ')}`
  const all = [...table.values()].flatMap((statusCells) => [...statusCells.values()])
  const seen = all.filter((cell) => cell !== 'none').length
  return [
    row(api.name, statuses.map(String)),
    ...[...table].map(([name, cells]) =>
      row(
        name,
        statuses.map((status) => (cells.has(status) ? signs[cells.get(status) ?? 'none'] : '')),
      ),
    ),
    `${seen} of ${all.length} documented answers replayed, ${all.filter((cell) => cell === 'fault').length} of them by an injected fault (○).`,
  ].join('\n')
}
