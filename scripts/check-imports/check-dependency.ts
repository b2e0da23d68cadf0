import { builtinModules } from 'node:module'
import type { WorkspacePackage } from '../packages.ts'
import { layerOf, layers } from './layers.ts'
import type { Import, SourceFile } from './list-imports.ts'

/** What the rules need to know about the workspace. */
export interface WorkspaceContext {
  /** The workspace's packages by name. */
  readonly packages: ReadonlyMap<string, WorkspacePackage>
  /** The root's devDependencies: every package may use them outside its published sources. */
  readonly rootDependencies: ReadonlySet<string>
}

const publishedSections = ['dependencies', 'peerDependencies'] as const
const allSections = [...publishedSections, 'devDependencies'] as const

/**
 * Checks an import of another package: it is declared, and its layer is lower.
 *
 * @returns what is wrong and how to fix it, or undefined
 */
export function checkDependency(
  owner: WorkspacePackage,
  file: SourceFile,
  imported: Import,
  { packages, rootDependencies }: WorkspaceContext,
): string | undefined {
  const name = packageName(imported.specifier)
  if (name.startsWith('node:') || builtinModules.includes(name)) return undefined
  // A test may import its own package by name, to test the build.
  if (name === owner.name && isTest(file)) return undefined
  const published = !owner.manifest.private && file.path.startsWith('src/')
  const sections = published && !imported.typeOnly ? publishedSections : allSections
  const isBundled = owner.manifest.reportline?.bundled?.includes(name) && owner.manifest.devDependencies?.[name]
  const isDeclared = isBundled || sections.some((section) => owner.manifest[section]?.[name] !== undefined)
  if (!isDeclared && (published || !rootDependencies.has(name))) {
    return `\`${name}\` is not declared. Add it to ${sections.join(' or ')} in the package.json of ${owner.name}.`
  }
  const dependency = packages.get(name)
  return dependency && checkLayer(owner, file, dependency)
}

function isTest({ path }: SourceFile): boolean {
  return path.startsWith('test/')
}

function packageName(specifier: string): string {
  const length = specifier.startsWith('@') ? 2 : 1
  return specifier.split('/').slice(0, length).join('/')
}

function checkLayer(owner: WorkspacePackage, file: SourceFile, dependency: WorkspacePackage): string | undefined {
  // Tests may use every package but the tools, for instance the emulator.
  const own = isTest(file) ? 'tools' : layerOf(owner)
  const other = layerOf(dependency)
  if (!own || !other || layers.indexOf(other) < layers.indexOf(own)) return undefined
  return `${owner.name} (${own}) must not import ${dependency.name} (${other}). Import only from lower layers: ${layers.join(' < ')}.`
}
