import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workspace } from '../apis.ts'
import { findDifferences } from '../generate/find-differences.ts'
import { generateWorkspace } from '../generate/generate-workspace.ts'
import { run } from '../run.ts'
import { sampleBundle } from './support/sample-bundle.ts'

let root: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'reportline-generated-'))
  write('redocly.yaml', 'apis:\n  sample:\n    root: specs/sample/openapi.yaml\n')
  write('specs/sample/dist/sample.json', JSON.stringify(sampleBundle()))
  const { files } = await generateWorkspace(root)
  for (const [path, content] of files) write(path, content)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

describe('check-generated', () => {
  it('finds nothing if all generated files are up to date', async () => {
    expect(await findDifferences(root)).toEqual([])
  })

  it('finds a file edited by hand and shows the line', async () => {
    appendFileSync(join(root, 'packages/generated/sample-client/src/generated/client.ts'), '// mine\n')
    const [difference] = await findDifferences(root)
    expect(difference).toMatch(/^packages\/generated\/sample-client\/src\/generated\/client\.ts:\d+: is "\/\/ mine"/)
  })

  it('finds files that are out of date after a change to the specification', async () => {
    const bundle = sampleBundle() as unknown as { paths: Record<string, Record<string, { summary: string }>> }
    Object.assign(bundle.paths['/things']?.post ?? {}, { summary: 'Create a thing' })
    write('specs/sample/dist/sample.json', JSON.stringify(bundle))
    expect((await findDifferences(root)).join('\n')).toContain(
      'packages/generated/sample-client/src/generated/client.ts',
    )
  })

  it('finds missing files and files that are no longer generated', async () => {
    rmSync(join(root, 'packages/generated/sample-types/src/generated/index.ts'))
    write('packages/generated/sample-types/src/generated/old.ts', '')
    expect(await findDifferences(root)).toEqual([
      'packages/generated/sample-types/src/generated/index.ts: missing, should be generated',
      'packages/generated/sample-types/src/generated/old.ts: no longer generated, delete it',
    ])
  })

  it('keeps the version set by changesets', async () => {
    write('packages/generated/sample-types/package.json', JSON.stringify({ version: '3.1.4' }))
    const { files } = await generateWorkspace(root)
    expect(files.get('packages/generated/sample-types/package.json')).toContain('"version": "3.1.4"')
  })

  it('rejects an unknown API and a specification with unsupported parts', async () => {
    await expect(generateWorkspace(root, ['other'])).rejects.toThrow('Unknown API other')
    write('specs/sample/dist/sample.json', JSON.stringify({ ...sampleBundle(), openapi: '3.0.3' }))
    await expect(generateWorkspace(root)).rejects.toThrow('sample: the specification has unsupported parts')
  })

  it('exits with code 1 and prints the command that updates the files', async () => {
    cpSync(join(workspace, 'scripts'), join(root, 'scripts'), {
      recursive: true,
      filter: (source) => !source.includes('node_modules') && !source.endsWith('test'),
    })
    symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'))
    appendFileSync(join(root, 'packages/generated/sample-types/src/generated/index.ts'), '// mine\n')
    const { code, output } = await run('node', ['scripts/check-generated.ts'], { cwd: root })
    expect(code).toBe(1)
    expect(output).toContain('Update them with: npx -y pnpm@12 generate')
  })
})
