import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api, PackageKind } from '../apis.ts'
import { banner } from './banner.ts'
import { json } from './package-files.ts'

interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** An API with the packages that are generated for it. */
export interface ApiPackages {
  readonly api: Api
  readonly kinds: readonly PackageKind[]
}

/** Packages that know every API: what each of them needs of one. */
const followers: readonly { name: string; section: keyof Manifest; parts: readonly (PackageKind | 'spec')[] }[] = [
  { name: 'emulator', section: 'devDependencies', parts: ['spec', 'types'] },
  { name: 'conformance', section: 'dependencies', parts: ['spec', 'types', 'client'] },
  { name: 'site', section: 'dependencies', parts: ['spec'] },
]

/** Called like the types of an API, and written by hand. */
const catalogue = '@reportline/report-types'

/**
 * What the list of APIs determines outside their own packages: who depends on them, which services the emulator runs, and
 * what is released together. Paths are relative to the workspace.
 */
export function workspaceFiles(root: string, apis: readonly ApiPackages[]): Map<string, string> {
  return new Map([
    ...followers.flatMap(({ name, section, parts }): [string, string][] => {
      const path = `packages/${name}/package.json`
      return existsSync(join(root, path)) ? [[path, follow(join(root, path), section, parts, apis)]] : []
    }),
    ...emulatorServices(root),
    ...releaseGroups(root, apis),
  ])
}

function follow(path: string, section: keyof Manifest, parts: readonly string[], apis: readonly ApiPackages[]): string {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  const own = Object.entries(manifest[section] ?? {}).filter(
    ([name]) => name === catalogue || !/^@reportline\/.*-(spec|types|client)$/.test(name),
  )
  const followed = apis.flatMap(({ api, kinds }) =>
    ['spec', ...kinds]
      .filter((part) => parts.includes(part))
      .map((part): [string, string] => [`@reportline/${api.name}-${part}`, 'workspace:*']),
  )
  const entries = [...own, ...followed].sort(([a], [b]) => (a < b ? -1 : 1))
  return json({ ...manifest, [section]: Object.fromEntries(entries) })
}

/** Every folder of the emulator that holds a `service.ts` is a service: a new API touches only its own folder. */
function emulatorServices(root: string): [string, string][] {
  const source = join(root, 'packages/emulator/src')
  if (!existsSync(source)) return []
  const folders = readdirSync(source)
    .filter((folder) => existsSync(join(source, folder, 'service.ts')))
    .sort()
  const imports = folders.map((folder) => `import { service as ${camelCase(folder)} } from '../${folder}/service.ts'\n`)
  const list = `export const services = [${folders.map(camelCase).join(', ')}] as const\n`
  return [['packages/emulator/src/generated/services.ts', `${banner}${imports.join('')}\n${list}`]]
}

/** The packages of one API are released together, with one version. */
function releaseGroups(root: string, apis: readonly ApiPackages[]): [string, string][] {
  const path = '.changeset/config.json'
  if (!existsSync(join(root, path))) return []
  const config = JSON.parse(readFileSync(join(root, path), 'utf8')) as object
  const fixed = apis.map(({ api, kinds }) => ['spec', ...kinds].map((part) => `@reportline/${api.name}-${part}`))
  return [[path, json({ ...config, fixed })]]
}

function camelCase(folder: string): string {
  return folder.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
