import type { Api } from '@reportline/scripts/apis'
import { readBundle } from '@reportline/scripts/apis'
import { listOperations } from '@reportline/scripts/generate/bundle'
import type { Replay } from './replay.ts'

/** How the replays cover a documented status: by the emulator's behavior, only by an injected fault, or not at all. */
export type Coverage = 'behavior' | 'fault' | 'none'

/** The coverage of each operation and documented status of an API. */
export type CoverageTable = ReadonlyMap<string, ReadonlyMap<number, Coverage>>

/** Returns how the replays of an API cover its documented statuses. */
export function coverage(api: Api, replays: readonly Replay[]): CoverageTable {
  return new Map(
    listOperations(readBundle(api)).map(({ operation }) => {
      const operationReplays = replays.filter(({ located }) => located.operation.operationId === operation.operationId)
      const statuses = Object.keys(operation.responses).map((status): [number, Coverage] => [
        Number(status),
        coverageOf(operationReplays.filter(({ expected }) => expected.status === Number(status))),
      ])
      return [operation.operationId, new Map(statuses)]
    }),
  )
}

function coverageOf(replays: readonly Replay[]): Coverage {
  if (replays.length === 0) return 'none'
  return replays.some(({ given }) => !given.given?.faults) ? 'behavior' : 'fault'
}

const symbols: Record<Coverage, string> = { behavior: '●', fault: '○', none: '✗' }

/** Formats a coverage table: ● for behavior, ○ for an injected fault, ✗ for none, blank for statuses that are not documented. */
export function formatCoverage(api: Api, table: CoverageTable): string {
  const statuses = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const width = Math.max(api.name.length, ...[...table.keys()].map((name) => name.length))
  const row = (name: string, columns: readonly string[]) =>
    `${name.padEnd(width)}  ${columns.map((cell) => cell.padStart(3)).join('  ')}`
  const cells = [...table.values()].flatMap((statusCells) => [...statusCells.values()])
  const replayed = cells.filter((cell) => cell !== 'none').length
  return [
    row(api.name, statuses.map(String)),
    ...[...table].map(([name, byStatus]) =>
      row(
        name,
        statuses.map((status) => (byStatus.has(status) ? symbols[byStatus.get(status) ?? 'none'] : '')),
      ),
    ),
    `${replayed} of ${cells.length} documented responses replayed, ${cells.filter((cell) => cell === 'fault').length} of them by an injected fault (○).`,
  ].join('\n')
}
