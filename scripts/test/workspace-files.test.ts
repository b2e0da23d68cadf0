import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workspaceFiles } from '../generate/workspace-files.ts'

const apis = [
  { api: { name: 'pets', directory: 'specs/pets', pascalName: 'Pets' }, kinds: ['types', 'client'] },
  { api: { name: 'login', directory: 'specs/login', pascalName: 'Login' }, kinds: ['types'] },
] as const

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reportline-workspace-files-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: object | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

function generated(path: string): unknown {
  return JSON.parse(workspaceFiles(root, apis).get(path) ?? 'null')
}

describe('workspaceFiles', () => {
  it('adds the declared packages of every API to a package that declares them', () => {
    const reportline = { apis: ['spec', 'client'], section: 'devDependencies' }
    write('packages/any-name/package.json', { reportline, devDependencies: { hono: '4' } })
    expect(generated('packages/any-name/package.json')).toEqual({
      reportline,
      devDependencies: {
        '@reportline/login-spec': 'workspace:^',
        '@reportline/pets-client': 'workspace:^',
        '@reportline/pets-spec': 'workspace:^',
        hono: '4',
      },
    })
  })

  it('removes the packages of an API that is no longer listed', () => {
    write('packages/site/package.json', {
      reportline: { apis: ['spec'], section: 'dependencies' },
      dependencies: { '@reportline/removed-spec': 'workspace:^' },
    })
    expect(generated('packages/site/package.json')).not.toHaveProperty(['dependencies', '@reportline/removed-spec'])
  })

  it('keeps a hand-written package whose name ends like that of an API package', () => {
    write('packages/report-types/package.json', {})
    write('packages/site/package.json', {
      reportline: { apis: ['spec'], section: 'dependencies' },
      dependencies: { '@reportline/report-types': 'workspace:^' },
    })
    expect(generated('packages/site/package.json')).toHaveProperty(['dependencies', '@reportline/report-types'])
  })

  it('leaves a package without a declaration alone', () => {
    write('packages/reports/package.json', { dependencies: { '@reportline/pets-client': 'workspace:^' } })
    expect(workspaceFiles(root, apis).size).toBe(0)
  })

  it('lists the emulator folders that have a service', () => {
    write('packages/emulator/src/services/pet-store/service.ts', '')
    write('packages/emulator/src/services/clock/clock.ts', '')
    expect(workspaceFiles(root, apis).get('packages/emulator/src/generated/services.ts')).toContain(
      "import { service as petStore } from '../services/pet-store/service.ts'\n\nexport const services = [petStore] as const\n",
    )
  })

  it('releases the packages of one API together', () => {
    write('.changeset/config.json', { access: 'public' })
    expect(generated('.changeset/config.json')).toEqual({
      access: 'public',
      fixed: [
        ['@reportline/pets-spec', '@reportline/pets-types', '@reportline/pets-client'],
        ['@reportline/login-spec', '@reportline/login-types'],
      ],
    })
  })
})
