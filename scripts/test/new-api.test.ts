import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workspace } from '../apis.ts'
import { checkWorkspace } from '../check-imports/check-workspace.ts'
import { checkTarball } from '../check-packages/check-tarball.ts'
import { packAll } from '../check-packages/pack-all.ts'
import { scaffoldApi } from '../new-api/scaffold-api.ts'
import { listPublicPackages } from '../packages.ts'
import { mustRun, run } from '../run.ts'
import { readTestCounts } from '../test-run/test-counts.ts'
import { copyWorkspace } from './support/copy-workspace.ts'

let copy: string
beforeAll(async () => {
  copy = await copyWorkspace()
  for (const [path, content] of Object.entries(samplePackage)) {
    const target = join(copy, 'packages/sample', path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
  }
  await inCopy('pnpm', 'install', '--no-frozen-lockfile')
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Returns the content of every file of the copied workspace that git would commit, by path. */
function readWorkspace(folder = copy): Map<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (['node_modules', 'dist', '.turbo', '.reports'].includes(entry.name)) continue
    if (entry.isDirectory()) for (const [name, content] of readWorkspace(path)) files.set(name, content)
    if (entry.isFile()) files.set(relative(copy, path), readFileSync(path, 'utf8'))
  }
  return files
}

/** Runs a command in the copy. Builds that the workspace has cached are not repeated. */
function inCopy(command: string, ...args: string[]) {
  return mustRun(command, args, { cwd: copy, env: { TURBO_CACHE_DIR: join(workspace, '.turbo/cache') } })
}

function turbo(...args: string[]) {
  return inCopy('node', 'scripts/turbo.ts', 'run', ...args)
}

describe('new-api', () => {
  it.each(['Sample', 'sample_api', 'sample--api', '-sample', '1sample', ''])('rejects the name "%s"', (name) => {
    expect(() => scaffoldApi(copy, name)).toThrow('kebab case')
  })

  it('rejects a name that is already used', () => {
    expect(() => scaffoldApi(copy, 'selling-partner-reports')).toThrow('already exists')
  })

  it('prints its usage if called without a name', async () => {
    const { code, output } = await run('node', ['scripts/new-api.ts'])
    expect(code).toBe(2)
    expect(output).toContain('pnpm new-api <name>')
  })

  it('adds an API that passes all checks without any edit by hand and without a service in the emulator', async () => {
    const before = readWorkspace()
    await inCopy('node', 'scripts/new-api.ts', 'sample-api', '--title', 'Sample API')

    const after = readWorkspace()
    const written = [...after].filter(([path, content]) => before.get(path) !== content).map(([path]) => path)
    const ownFolders = /^(specs\/sample-api|packages\/generated\/sample-api-(types|client))\//
    expect(written.filter((path) => !ownFolders.test(path)).sort()).toEqual([
      '.changeset/config.json',
      'packages/conformance/package.json',
      'packages/emulator/package.json',
      'packages/site/package.json',
      'pnpm-lock.yaml',
      'redocly.yaml',
    ])
    expect(after.get('packages/generated/sample-api-client/src/generated/client.ts')).toContain('getItem(')
    expect(after.get('specs/sample-api/README.md')).toContain('# @reportline/sample-api-spec\n')
    const placeholders = written.filter((path) =>
      /\$(NAME|TITLE)|\*\*(NAME|TITLE)\*\*|__\w+__/.test(after.get(path) ?? ''),
    )
    expect(placeholders.filter((path) => ownFolders.test(path))).toEqual([])

    await turbo('lint', 'build', 'typecheck', '--filter=*sample-api*')
    await turbo('build', '--filter=@reportline/emulator')
    await turbo('build', '--filter=@reportline/site^...')
    await inCopy('node', 'packages/site/src/build.ts', 'sample-api')
    const site = ['--config', 'vitest.config.ts', '--dir', 'packages/site', '--testNamePattern', 'sample-api']
    await inCopy('vitest', 'run', ...site)
    await inCopy('node', 'scripts/check-generated.ts', 'sample-api')
  }, 240_000)
})

describe('a new package', () => {
  it('passes the checks and its tests without an edit outside its own folder', async () => {
    const violations = checkWorkspace(copy).filter(({ path }) => path.startsWith(join(copy, 'packages/sample/')))
    expect(violations).toEqual([])
    await inCopy('pnpm', 'check-unused', '--workspace', 'packages/sample')
    await inCopy('biome', 'ci', 'packages/sample')
    await turbo('build', 'typecheck', 'test', '--filter=@reportline/sample')
    expect(await checkPacked('@reportline/sample')).toEqual([])
    expect(readTestCounts(join(copy, 'packages/sample'))).toEqual({ passed: 1, failed: 0, skipped: 0 })
  }, 240_000)
})

/** Packs a public package of the copy and returns the problems of its tarball. */
async function checkPacked(name: string): Promise<string[]> {
  const packages = listPublicPackages(copy).filter((one) => one.name === name)
  const folder = join(copy, 'tarballs')
  mkdirSync(folder)
  const [packed] = await packAll(packages, folder, copy)
  return packed ? checkTarball(packed) : [`${name} is not a public package`]
}

const tsc = 'node ../../node_modules/typescript7/bin/tsc'

/** The files of a published package with one export and one test. */
const samplePackage = {
  'package.json': {
    name: '@reportline/sample',
    version: '0.0.0',
    license: 'Apache-2.0',
    type: 'module',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    scripts: {
      build: `${tsc} -p tsconfig.build.json`,
      typecheck: `${tsc} -p tsconfig.json`,
      test: 'vitest run --config ../../vitest.config.ts',
    },
    reportline: { layer: 'foundation' },
  },
  'README.md': '# @reportline/sample\n',
  'tsconfig.json': '{ "extends": "../tsconfig/base.json", "include": ["src", "test"] }\n',
  'tsconfig.build.json': `{
  "extends": "../tsconfig/build.json",
  "compilerOptions": { "rootDir": "src", "outDir": "dist" },
  "include": ["src"]
}
`,
  'src/index.ts': "/** The sample's only export. */\nexport const sample = 1\n",
  'test/index.test.ts': `import { expect, it } from 'vitest'
import { sample } from '../src/index.ts'

it('the sample is 1', () => expect(sample).toBe(1))
`,
}
