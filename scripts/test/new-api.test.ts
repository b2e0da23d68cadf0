import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scaffoldApi } from '../new-api/scaffold-api.ts'
import { mustRun, run } from '../run.ts'
import { copyWorkspace } from './support/copy-workspace.ts'

let copy: string
beforeAll(async () => {
  copy = await copyWorkspace()
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('new-api', () => {
  it.each(['Sample', 'sample_api', 'sample--api', '-sample', '1sample', ''])('refuses the name "%s"', (name) => {
    expect(() => scaffoldApi(copy, name)).toThrow('kebab case')
  })

  it('refuses a name that is taken', () => {
    expect(() => scaffoldApi(copy, 'selling-partner-reports')).toThrow('exists already')
  })

  it('explains itself when called without a name', async () => {
    const { code, output } = await run('node', ['scripts/new-api.ts'])
    expect(code).toBe(2)
    expect(output).toContain('pnpm new-api <name>')
  })

  it('scaffolds an API that lints, builds, type-checks and tests at once', async () => {
    const turbo = (...args: string[]) => mustRun('node', ['scripts/turbo.ts', 'run', ...args], { cwd: copy })
    await mustRun('pnpm', ['install', '--frozen-lockfile'], { cwd: copy })
    await mustRun('node', ['scripts/new-api.ts', 'sample-api', '--title', 'Sample API'], { cwd: copy })
    expect(readFileSync(join(copy, 'packages/generated/sample-api-client/src/generated/client.ts'), 'utf8')).toContain(
      'getItem(',
    )
    expect(existsSync(join(copy, 'packages/generated/sample-api-types/src/generated/openapi.ts'))).toBe(true)
    await turbo('lint', 'build', 'typecheck', '--filter=*sample-api*')
    await turbo('test', '--filter=@reportline/site')
    await mustRun('node', ['scripts/check-generated.ts', 'sample-api'], { cwd: copy })
  }, 240_000)
})
