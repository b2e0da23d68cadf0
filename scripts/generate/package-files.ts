import type { Api } from '../apis.ts'
import { jsonBanner } from './banner.ts'
import type { Bundle, PackageKind } from './bundle.ts'
import { clientReadme, typesReadme } from './readme.ts'

/** The version of openapi-fetch that generated clients depend on. */
const openapiFetchVersion = '0.17.0'

/** The range of one Reportline package in another. It is published as `^x.y.z`, so that a fix reaches every dependent. */
export const internalRange = 'workspace:^'

const tsc = 'node ../../../node_modules/typescript7/bin/tsc'
const rolldown = 'node ../../../node_modules/rolldown/bin/cli.mjs -c ../../tsconfig/rolldown.config.ts --log-level warn'

/**
 * Returns the files of a generated package outside `src/`, by path.
 *
 * @param version the current version, which changesets maintains; 0.0.0 for a new package
 */
export function packageFiles(api: Api, kind: PackageKind, bundle: Bundle, version: string): Map<string, string> {
  return new Map([
    ['package.json', json(manifest(api, kind, bundle, version))],
    ['tsconfig.json', json({ extends: '../../tsconfig/base.json', include: ['src'] })],
    [
      'tsconfig.build.json',
      json({
        extends: '../../tsconfig/build.json',
        compilerOptions: {
          rootDir: 'src/generated',
          outDir: 'dist',
          // A client is bundled into one file, which is faster to import than several.
          ...(kind === 'client' ? { emitDeclarationOnly: true } : {}),
        },
        include: ['src'],
      }),
    ],
    ['README.md', kind === 'types' ? typesReadme(api, bundle) : clientReadme(api, bundle)],
  ])
}

function manifest(api: Api, kind: PackageKind, bundle: Bundle, version: string): object {
  const declarations = `${tsc} -p tsconfig.build.json`
  return {
    '//': jsonBanner,
    name: `@reportline/${api.name}-${kind}`,
    version,
    description: `${kind === 'types' ? 'TypeScript types' : 'Fetch client'} for the ${bundle.info.title}, version ${bundle.info.version}`,
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22.13' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    publishConfig: { access: 'public' },
    scripts: {
      build: kind === 'client' ? `${rolldown} && ${declarations}` : declarations,
      typecheck: `${tsc} -p tsconfig.json`,
    },
    ...dependencies(api, kind),
  }
}

function dependencies(api: Api, kind: PackageKind): object {
  const spec = { [`@reportline/${api.name}-spec`]: internalRange }
  if (kind === 'types') return { devDependencies: spec }
  return {
    dependencies: {
      [`@reportline/${api.name}-types`]: internalRange,
      '@reportline/request': internalRange,
      'openapi-fetch': openapiFetchVersion,
    },
  }
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
