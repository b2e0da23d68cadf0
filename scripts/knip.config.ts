import { relative } from 'node:path'
import type { KnipConfig } from 'knip'
import { workspace } from './apis.ts'
import { listPackages, type Manifest, type WorkspacePackage } from './packages.ts'

// The configuration of `pnpm check-unused`. Settings of a package are in the package's own package.json.

function settings({ manifest }: WorkspacePackage) {
  return {
    entry: [
      ...entries(manifest),
      'src/{index,main}.ts',
      'src/generated/index.ts',
      'scripts/*.ts',
      'test/**/*.{test,test-d}.ts',
    ],
    ignoreDependencies: ignoredDependencies(manifest),
  }
}

/** Returns the source files of a package's exports. */
function entries({ exports = {} }: Manifest): string[] {
  return Object.values(exports).flatMap((target) => {
    const file = typeof target === 'string' ? target : (target as { default?: string }).default
    return file?.match(/\.[jt]s$/)
      ? [file.replace(/^\.\/(dist\/(.+)\.js)?/, (_, built, name) => (built ? `src/${name}.ts` : ''))]
      : []
  })
}

/**
 * Returns the dependencies that no source file imports: those of a package that depends on every API, and the specification
 * that a types package needs only for its build.
 */
function ignoredDependencies({ name, private: isPrivate, reportline }: Manifest): RegExp[] {
  if (reportline?.apis) return [isPrivate ? /^@reportline\// : /^@reportline\/.+-(spec|types)$/]
  return name.endsWith('-types') ? [/^@reportline\/.+-spec$/] : []
}

const config: KnipConfig = {
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignore: ['packages/generated/*-types/src/generated/**'],
  workspaces: {
    '.': { ignoreDependencies: ['turbo'] },
    scripts: {
      entry: ['*.ts', 'lint/house-rules.ts', 'check-packages/consumer/*.ts', 'test/**/*.test.ts'],
      ignoreDependencies: [/^@reportline\//],
    },
    ...Object.fromEntries(listPackages().map((one) => [relative(workspace, one.folder), settings(one)])),
  },
}

export default config
