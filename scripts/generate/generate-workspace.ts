import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from '../apis.ts'
import { generatedFolder, listApis, readBundle, workspace } from '../apis.ts'
import { type Bundle, type PackageKind, packagesOf } from './bundle.ts'
import { generateClient } from './client.ts'
import { packageFiles } from './package-files.ts'
import { findUnsupported } from './supported.ts'
import { generateTypes } from './types.ts'
import { type ApiPackages, workspaceFiles } from './workspace-files.ts'

/** The generated files: contents by path relative to the workspace, and the paths of existing files that are no longer generated. */
export interface Generated {
  readonly files: Map<string, string>
  readonly stale: readonly string[]
}

/**
 * Generates all files from redocly.yaml and the bundles, without writing them.
 *
 * @param names the APIs to generate, without workspace-wide files; defaults to all APIs and files
 * @throws Error if an API is unknown, or if a specification has parts that the generator does not support
 */
export async function generateWorkspace(root: string = workspace, names: readonly string[] = []): Promise<Generated> {
  const apis = listApis(root)
  const unknown = names.filter((name) => !apis.some((api) => api.name === name))
  if (unknown.length > 0) throw new Error(`Unknown API ${unknown.join(', ')}. Add it to redocly.yaml`)
  const files = new Map<string, string>()
  const packages: ApiPackages[] = []
  for (const api of apis.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const bundle = readBundle(api, root)
    const kinds = packagesOf(bundle)
    packages.push({ api, kinds })
    for (const kind of kinds)
      addAll(files, `${generatedFolder}/${api.name}-${kind}`, await generatePackage(root, api, kind, bundle))
  }
  if (names.length === 0) for (const [path, content] of workspaceFiles(root, packages)) files.set(path, content)
  return { files, stale: packages.flatMap((one) => findStale(root, one, files)) }
}

async function generatePackage(
  root: string,
  api: Api,
  kind: PackageKind,
  bundle: Bundle,
): Promise<Map<string, string>> {
  const unsupported = findUnsupported(bundle)
  if (unsupported.length > 0) {
    throw new Error(`${api.name}: the specification has unsupported parts:\n  ${unsupported.join('\n  ')}`)
  }
  const files = packageFiles(api, kind, bundle, currentVersion(root, api, kind))
  const sources = kind === 'types' ? await generateTypes(bundle) : generateClient(api, bundle)
  addAll(files, 'src/generated', sources)
  return files
}

function addAll(files: Map<string, string>, folder: string, added: Map<string, string>): void {
  for (const [path, content] of added) files.set(`${folder}/${path}`, content)
}

function currentVersion(root: string, api: Api, kind: PackageKind): string {
  const path = join(root, generatedFolder, `${api.name}-${kind}`, 'package.json')
  if (!existsSync(path)) return '0.0.0'
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

function findStale(root: string, { api, kinds }: ApiPackages, files: Map<string, string>): string[] {
  return kinds.flatMap((kind) => {
    const folder = `${generatedFolder}/${api.name}-${kind}/src/generated`
    if (!existsSync(join(root, folder))) return []
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${folder}/${entry.name}`)
      .filter((path) => !files.has(path))
  })
}
