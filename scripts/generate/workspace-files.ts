import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from '../apis.ts'
import { banner } from './banner.ts'
import type { PackageKind } from './bundle.ts'
import { internalRange, json } from './package-files.ts'

type Section = 'dependencies' | 'devDependencies'
type Part = PackageKind | 'spec'

type Manifest = { readonly [section in Section]?: Readonly<Record<string, string>> } & {
  /** Declares that the package depends on every API: on which packages of each API, and in which section. */
  readonly reportline?: Partial<ApiDependencies>
}

interface ApiDependencies {
  readonly apis: readonly Part[]
  readonly section: Section
}

/** An API and the packages generated for it. */
export interface ApiPackages {
  readonly api: Api
  readonly kinds: readonly PackageKind[]
}

/**
 * Generates the workspace files that depend on the list of APIs: the manifests of packages that depend on every API, the
 * emulator's list of services, and the release groups.
 *
 * @returns file contents by path relative to the workspace
 */
export function workspaceFiles(root: string, apis: readonly ApiPackages[]): Map<string, string> {
  return new Map([...dependents(root, apis), ...emulatorServices(root), ...releaseGroups(root, apis)])
}

/** Returns the manifest of each package whose `reportline.apis` declares that it depends on every API. */
function dependents(root: string, apis: readonly ApiPackages[]): [string, string][] {
  return listPackages(root).flatMap((name): [string, string][] => {
    const path = `packages/${name}/package.json`
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest
    const { apis: parts, section } = manifest.reportline ?? {}
    return parts && section ? [[path, json(withApis(root, manifest, { apis: parts, section }, apis))]] : []
  })
}

function listPackages(root: string): string[] {
  const folder = join(root, 'packages')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'package.json')))
    .sort()
}

function withApis(
  root: string,
  manifest: Manifest,
  { apis: parts, section }: ApiDependencies,
  apis: readonly ApiPackages[],
): Manifest {
  const others = Object.entries(manifest[section] ?? {}).filter(([name]) => !isApiPackage(root, name))
  const added = apis.flatMap(({ api, kinds }) =>
    (['spec', ...kinds] as const)
      .filter((part) => parts.includes(part))
      .map((part): [string, string] => [`@reportline/${api.name}-${part}`, internalRange]),
  )
  const entries = [...others, ...added].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...manifest, [section]: Object.fromEntries(entries) }
}

/** Whether the name is that of an API's package. `@reportline/report-types` is not: it has a folder in `packages/`. */
function isApiPackage(root: string, name: string): boolean {
  const [, folder] = /^@reportline\/(.*-(?:spec|types|client))$/.exec(name) ?? []
  return folder !== undefined && !existsSync(join(root, 'packages', folder))
}

/** Lists every folder of the emulator that has a `service.ts`, so that a new service only adds its own folder. */
function emulatorServices(root: string): [string, string][] {
  const folder = join(root, 'packages/emulator/src/services')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'service.ts')))
    .sort()
  const imports = names.map(
    (name) => `import { service as ${camelCase(name)} } from '../services/${name}/service.ts'\n`,
  )
  const list = `export const services = [${names.map(camelCase).join(', ')}] as const\n`
  return [['packages/emulator/src/generated/services.ts', `${banner}${imports.join('')}\n${list}`]]
}

/** Groups the packages of each API, so that changesets releases them together with one version. */
function releaseGroups(root: string, apis: readonly ApiPackages[]): [string, string][] {
  const path = '.changeset/config.json'
  if (!existsSync(join(root, path))) return []
  const config = JSON.parse(readFileSync(join(root, path), 'utf8')) as object
  const fixed = apis.map(({ api, kinds }) => ['spec', ...kinds].map((part) => `@reportline/${api.name}-${part}`))
  return [[path, json({ ...config, fixed })]]
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
