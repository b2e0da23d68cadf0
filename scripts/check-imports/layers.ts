import type { WorkspacePackage } from '../packages.ts'

/** The layers of the workspace, lowest first. A package imports only from lower layers; only tests may import any layer. */
export const layers = ['definitions', 'foundation', 'clients', 'reports', 'command', 'tools'] as const

export type Layer = (typeof layers)[number]

/**
 * Returns the layer of a package: `reportline.layer` of its package.json. Specifications and generated packages need not
 * name one, and private packages are tools unless they do.
 *
 * @returns undefined if the package names no known layer
 */
export function layerOf({ folder, manifest }: WorkspacePackage): Layer | undefined {
  const named = manifest.reportline?.layer
  if (named !== undefined) return layers.find((layer) => layer === named)
  if (/[/\\]specs[/\\][^/\\]+$|[/\\]generated[/\\][^/\\]+-types$/.test(folder)) return 'definitions'
  if (/[/\\]generated[/\\][^/\\]+-client$/.test(folder)) return 'clients'
  return manifest.private ? 'tools' : undefined
}
