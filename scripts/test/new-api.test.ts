import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scaffoldApi } from '../new-api/scaffold-api.ts'
import { mustRun, run } from '../run.ts'
import { copyWorkspace } from './support/copy-workspace.ts'

let copy: string
beforeAll(async () => {
  copy = await copyWorkspace()
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
    const turbo = (...args: string[]) => mustRun('node', ['scripts/turbo.ts', 'run', ...args], { cwd: copy })
    const before = readWorkspace()
    await mustRun('pnpm', ['install', '--frozen-lockfile'], { cwd: copy })
    await mustRun('node', ['scripts/new-api.ts', 'sample-api', '--title', 'Sample API'], { cwd: copy })

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
    await turbo('test', '--filter=@reportline/site')
    await mustRun('node', ['scripts/check-generated.ts', 'sample-api'], { cwd: copy })
  }, 240_000)
})
