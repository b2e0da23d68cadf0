/**
 * Finds import cycles.
 *
 * @param graph the imported files of each file
 * @returns cycles, whose last file imports the first; every file that is part of a cycle is in at least one of them
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const reported = new Set<string>()
  return [...graph.keys()].flatMap((file) => {
    if (reported.has(file)) return []
    const cycle = shortestCycle(graph, file)
    for (const member of cycle ?? []) reported.add(member)
    return cycle ? [cycle] : []
  })
}

/** Searches breadth-first from a file for the shortest way back to it. */
function shortestCycle(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const importers = new Map<string, string>()
  const queue = [start]
  for (const file of queue) {
    for (const imported of graph.get(file) ?? []) {
      if (imported === start) return pathTo(importers, start, file)
      if (importers.has(imported)) continue
      importers.set(imported, file)
      queue.push(imported)
    }
  }
  return undefined
}

function pathTo(importers: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const path = [end]
  for (let file = end; file !== start; ) {
    file = importers.get(file) ?? start
    path.unshift(file)
  }
  return path
}
