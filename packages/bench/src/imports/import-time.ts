import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Measures one import in a fresh process, in milliseconds. The start of the process is not included. */
export async function importTime(url: string): Promise<number> {
  const code = `const startedAt = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - startedAt)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code])
  const milliseconds = Number(stdout)
  if (!(milliseconds > 0)) throw new Error(`Cannot measure the import of ${url}.`)
  return milliseconds
}
