import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mustRun, run } from '../run.ts'

const module = JSON.stringify(pathToFileURL(`${import.meta.dirname}/../run.ts`))

/** Runs until a signal ends it. */
const endless = `
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => { console.log('stopped by ' + signal); process.exit() })
}
setInterval(() => {}, 1000)
console.log('ready')
`

/** Runs the endless program as a child of a shell, and then a second command. */
const program = `
import { run } from ${module}
const { code } = await run('sh', ['-c', 'node -e "$PROGRAM"; true'], { show: true, env: { PROGRAM: ${JSON.stringify(endless)} } })
await run('echo', ['second command'], { show: true }).catch(({ message }) => console.log(message))
process.exitCode = code
`

describe('run', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('forwards %s to the command and its children, waits, and exits with %i', async (signal, code) => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', program])
    let output = ''
    parent.stdout.on('data', (chunk) => {
      output += chunk
      if (output === 'ready\n') parent.kill(signal)
    })
    expect(await once(parent, 'close')).toEqual([code, null])
    expect(output).toBe(`ready\nstopped by ${signal}\nInterrupted by ${signal}: echo was not started\n`)
  })

  it('reports the exit code and the output of a command', async () => {
    const program = "console.log('out'); console.error('err'); process.exit(3)"
    expect(await run('node', ['-e', program])).toMatchObject({ code: 3, output: 'out\nerr\n' })
  })

  it('reports 128 plus the number of the signal that ended the command', async () => {
    expect(await run('node', ['-e', "process.kill(process.pid, 'SIGKILL')"])).toMatchObject({ code: 137 })
  })

  it('rejects if the command does not exist', async () => {
    await expect(run('no-such-command', [])).rejects.toThrow('ENOENT')
  })
})

describe('mustRun', () => {
  it('throws an error with the output if the command fails', async () => {
    await expect(mustRun('node', ['-e', "console.log('why'); process.exit(3)"])).rejects.toThrow(/exited with 3:\nwhy/)
  })
})
