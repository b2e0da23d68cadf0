import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkWorkspace } from '../check-imports/check-workspace.ts'
import { findCycles } from '../check-imports/find-cycles.ts'
import { listImports } from '../check-imports/list-imports.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reportline-imports-'))
  for (const folder of ['packages/generated', 'specs']) mkdirSync(join(root, folder), { recursive: true })
  write('package.json', { name: 'workspace', devDependencies: { vitest: '1.0.0' } })
  write('scripts/package.json', { name: '@reportline/scripts', private: true, reportline: { layer: 'definitions' } })
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

/** Adds a published package. */
function addPackage(name: string, layer: string | undefined, manifest: object, files: Record<string, string>): void {
  write(`packages/${name}/package.json`, { name: `@reportline/${name}`, reportline: { layer }, ...manifest })
  for (const [path, source] of Object.entries(files)) write(`packages/${name}/${path}`, source)
}

function violations(): string[] {
  return checkWorkspace(root).map(({ path, line, message }) => `${relative(root, path)}:${line}: ${message}`)
}

describe('check-imports', () => {
  it('accepts imports of its own package, of Node, of declared packages in lower layers, and of root tools in tests', () => {
    addPackage('low', 'foundation', {}, { 'src/index.ts': '' })
    addPackage(
      'high',
      'reports',
      { dependencies: { '@reportline/low': 'workspace:^' } },
      {
        'src/index.ts': "import { readFileSync } from 'node:fs'\nimport '@reportline/low'\nexport * from './a/a.ts'\n",
        'src/a/a.ts': '',
        'test/high.test.ts': "import { it } from 'vitest'\nimport '@reportline/high'\nimport '../src/index.ts'\n",
      },
    )
    expect(violations()).toEqual([])
  })

  it('reports a relative import that leaves its package', () => {
    addPackage('one', 'foundation', {}, { 'test/one.test.ts': "\nimport { x } from '../../two/src/x.ts'\n" })
    expect(violations()).toEqual([
      'packages/one/test/one.test.ts:2: `../../two/src/x.ts` leaves the package. Import the other package by its name.',
    ])
  })

  it('reports an import cycle, type-only imports included, once', () => {
    addPackage(
      'one',
      'foundation',
      {},
      {
        'src/a.ts': "import type { B } from './b.ts'\n",
        'src/b.ts': "export { C } from './c.ts'\n",
        'src/c.ts': "export type C = import('./a.ts').A\n",
      },
    )
    expect(violations()).toEqual([
      expect.stringContaining('packages/one/src/a.ts:1: Import cycle: src/a.ts → src/b.ts → src/c.ts → src/a.ts. Move'),
    ])
  })

  it('reports an undeclared package, and a devDependency that published code imports', () => {
    addPackage(
      'one',
      'foundation',
      { devDependencies: { sax: '1.0.0' } },
      {
        'src/one.ts': "import type { Parser } from 'sax'\nimport sax from 'sax'\nimport yauzl from 'yauzl'\n",
        'test/one.test.ts': "import sax from 'sax'\n",
      },
    )
    expect(violations()).toEqual([
      'packages/one/src/one.ts:2: `sax` is not declared. Add it to dependencies or peerDependencies in the package.json of @reportline/one.',
      expect.stringContaining('packages/one/src/one.ts:3: `yauzl` is not declared.'),
    ])
  })

  it('reports an import of the same or a higher layer, except in tests', () => {
    const declared = { dependencies: { '@reportline/client': 'workspace:^' } }
    addPackage('client', 'clients', {}, { 'src/index.ts': '' })
    addPackage('emulator', 'clients', declared, {
      'src/index.ts': "import '@reportline/client'\n",
      'test/index.test.ts': "import '@reportline/client'\n",
    })
    expect(violations()).toEqual([
      expect.stringContaining(
        'packages/emulator/src/index.ts:1: @reportline/emulator (clients) must not import @reportline/client (clients).',
      ),
    ])
  })

  it('reports an import of a private tool, in tests too', () => {
    write('packages/bench/package.json', { name: '@reportline/bench', private: true })
    const declared = { devDependencies: { '@reportline/bench': 'workspace:^' } }
    addPackage('one', 'foundation', declared, { 'test/one.test.ts': "import '@reportline/bench'\n" })
    expect(violations()).toEqual([expect.stringContaining('must not import @reportline/bench (tools)')])
  })

  it('reports a published package without a layer', () => {
    addPackage('one', undefined, {}, { 'src/index.ts': '' })
    expect(violations()).toEqual([
      expect.stringMatching(/^packages\/one\/package.json:1: .*`reportline.layer` to one of/),
    ])
  })

  it('reports an import from a later folder, and a folder that is not in the order', () => {
    addPackage(
      'one',
      'foundation',
      { reportline: { layer: 'foundation', folders: ['low', 'high', '.'] } },
      {
        'src/index.ts': "export * from './high/b.ts'\nexport * from './new/c.ts'\n",
        'src/low/a.ts': "import { b } from '../high/b.ts'\n",
        'src/high/b.ts': "import type { Index } from '../index.ts'\n",
        'src/high/deep/d.ts': "import { a } from '../../low/a.ts'\n",
        'src/new/c.ts': '',
      },
    )
    expect(violations().filter((violation) => !violation.includes('Import cycle'))).toEqual([
      expect.stringContaining('packages/one/src/high/b.ts:1: `high` must not import from `.`.'),
      expect.stringContaining('packages/one/src/index.ts:2: The folder src/new has no position.'),
      expect.stringContaining('packages/one/src/low/a.ts:1: `low` must not import from `high`.'),
    ])
  })

  it('accepts a single file in the order of folders', () => {
    const folders = ['low', 'face.ts', 'high', '.']
    addPackage(
      'one',
      'foundation',
      { reportline: { layer: 'foundation', folders } },
      {
        'src/face.ts': "import './low/a.ts'\n",
        'src/high/b.ts': "import '../face.ts'\n",
        'src/index.ts': "import './high/b.ts'\n",
        'src/low/a.ts': "import '../face.ts'\n",
      },
    )
    expect(violations()[0]).toContain('packages/one/src/low/a.ts:1: `low` must not import from `face.ts`.')
    expect(violations()).toHaveLength(2)
  })

  it('skips build output and nested projects', () => {
    addPackage(
      'one',
      'foundation',
      {},
      {
        'dist/index.d.ts': "import 'unknown'\n",
        'test/project/package.json': '{}',
        'test/project/index.ts': "import 'unknown'\n",
      },
    )
    expect(violations()).toEqual([])
  })
})

describe('listImports', () => {
  it('finds every kind of import with its line, and none in comments and strings', () => {
    const source = `// import 'comment'
import a, {
  type B,
} from 'a'
import type { C } from 'c'
export * from 'd'
export type { E } from 'e'
const text = "import 'string'"
const f = await import('f')
`
    expect(listImports(source)).toEqual([
      { specifier: 'a', line: 4, typeOnly: false },
      { specifier: 'c', line: 5, typeOnly: true },
      { specifier: 'd', line: 6, typeOnly: false },
      { specifier: 'e', line: 7, typeOnly: true },
      { specifier: 'f', line: 9, typeOnly: false },
    ])
  })
})

describe('findCycles', () => {
  it('finds a cycle for every file that is part of one, and none in a graph without cycles', () => {
    const graph = { a: ['b', 'c'], b: ['c'], c: ['a'], d: ['d'], e: ['a'] }
    expect(findCycles(new Map(Object.entries(graph)))).toEqual([['a', 'c'], ['b', 'c', 'a'], ['d']])
    expect(
      findCycles(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
        ]),
      ),
    ).toEqual([])
  })
})
