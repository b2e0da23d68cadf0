import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../src/registry.ts'
import { Program } from './support/program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const examples = commands.flatMap(({ definition }) => definition.examples.map(({ command }) => command))
const withEmulator = examples.filter((command) => command.includes(' --emulator'))

/** The file of schedules that the examples mention. */
const schedules = `schedules:
  - reportType: GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE
    marketplaces: [DE]
    period: P2D
`

describe('the examples of the help', () => {
  test.each(withEmulator)('runs as printed: %s', async (command) => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'schedules.yaml'), schedules)
    const [program, ...args] = command.split(' ')
    expect(program).toBe('reportline')
    // Without credentials, a configuration and a ledger.
    const env = { REPORTLINE_CONFIG: `${folder.path}/none.yaml`, REPORTLINE_LEDGER: `${folder.path}/none.db` }
    const { code, stdout, stderr } = await new Program(args, { env, cwd: folder.path }).result
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error|failed/i)])
    expect(stdout + stderr).not.toBe('')
  })

  test('start with the name of their command', () => {
    for (const { definition } of commands) {
      expect(definition.examples.length).toBeGreaterThan(0)
      for (const { command } of definition.examples) expect(command).toContain(`reportline ${definition.name}`)
    }
  })
})
